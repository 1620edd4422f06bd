import { execFileSync } from 'node:child_process'
import { createHash, createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labHosts } from './hosts'

/** What the servers of one run prove themselves with. Everything textual is PEM. */
export interface Identity {
  /** The certificate of the authority that signed theirs. */
  readonly authority: string
  readonly certificate: string
  readonly key: string
  /** Base64 of the SHA-256 of the certificate's public key. */
  readonly publicKeyHash: string
}

/** A new authority, and a certificate by it for all names and addresses of the lab. Needs `openssl`. */
export function createIdentity(): Identity {
  const directory = mkdtempSync(join(tmpdir(), 'corsac-lab-'))
  const at = (name: string): string => join(directory, name)
  const request = (name: string, subject: string, ...more: string[]): void => {
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-noenc',
      '-keyout',
      at(`${name}.key`),
    ]
    const args = ['req', '-x509', ...key, '-out', at(`${name}.crt`), '-days', '90', '-subj', `/CN=${subject}`]
    execFileSync('openssl', [...args, '-config', at('config'), ...more], { stdio: 'pipe' })
  }
  const alternatives = labHosts.map((host) =>
    /^[\d.[]/.test(host) ? `IP:${host.replace(/[[\]]/g, '')}` : `DNS:${host}`,
  )
  try {
    writeFileSync(
      at('config'),
      `[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
subjectAltName = ${alternatives.join(', ')}
`,
    )
    request('authority', 'corsac lab authority', '-extensions', 'authority')
    const issuer = ['-CA', at('authority.crt'), '-CAkey', at('authority.key')]
    request('server', 'corsac lab', '-extensions', 'server', ...issuer)
    const certificate = readFileSync(at('server.crt'), 'utf8')
    const spki = createPublicKey(certificate).export({ type: 'spki', format: 'der' })
    return {
      authority: readFileSync(at('authority.crt'), 'utf8'),
      certificate,
      key: readFileSync(at('server.key'), 'utf8'),
      publicKeyHash: createHash('sha256').update(spki).digest('base64'),
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
