import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/**
 * X.509 certificates for servers on this computer, made when they are needed and never written down. As much of the
 * format as Node checks: https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export interface Certificate {
  /** PEM. */
  readonly cert: string
  /** PEM. */
  readonly key: string
  readonly privateKey: KeyObject
  readonly subject: string
}

export interface CertificateOptions {
  /** DNS names it is for; the first is also the subject. */
  readonly names: readonly string[]
  /** The authority that signs it; itself where there is none. */
  readonly issuer?: Certificate
  readonly isAuthority?: boolean
  readonly notBefore?: Date
  readonly notAfter?: Date
}

const day = 86_400_000

export function createCertificate(options: CertificateOptions): Certificate {
  const { names, issuer, isAuthority = false } = options
  const notBefore = options.notBefore ?? new Date(Date.now() - day)
  const notAfter = options.notAfter ?? new Date(Date.now() + day)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = names[0] as string
  const body = sequence(
    explicit(0, integer(2)),
    integer(1 + Math.floor(Math.random() * 2 ** 31)),
    ecdsaWithSHA256,
    commonName(issuer?.subject ?? subject),
    sequence(generalizedTime(notBefore), generalizedTime(notAfter)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(basicConstraints(isAuthority), subjectAltName(names))),
  )
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey)
  const certificate = sequence(body, ecdsaWithSHA256, tagged(0x03, Buffer.from([0]), signature))
  const base64 = certificate.toString('base64').replace(/(.{64})/g, '$1\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    privateKey,
    subject,
  }
}

function tagged(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...contents: Buffer[]): Buffer {
  return tagged(0x30, ...contents)
}

function explicit(number: number, content: Buffer): Buffer {
  return tagged(0xa0 + number, content)
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(5)
  bytes.writeUInt32BE(value, 1)
  let start = 0
  while (start < 4 && bytes[start] === 0 && (bytes[start + 1] as number) < 0x80) start++
  return tagged(0x02, bytes.subarray(start))
}

function objectIdentifier(...bytes: number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes))
}

/** 1.2.840.10045.4.3.2 */
const ecdsaWithSHA256: Buffer = sequence(objectIdentifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))

function commonName(name: string): Buffer {
  // The name, a UTF8String.
  const attribute = sequence(objectIdentifier(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from(name)))
  return sequence(tagged(0x31, attribute))
}

function generalizedTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/\D/g, '').slice(0, 14)
  return tagged(0x18, Buffer.from(`${digits}Z`))
}

function basicConstraints(isAuthority: boolean): Buffer {
  const value = isAuthority ? sequence(tagged(0x01, Buffer.from([0xff]))) : sequence()
  // id-ce-basicConstraints
  return sequence(objectIdentifier(0x55, 0x1d, 0x13), tagged(0x04, value))
}

function subjectAltName(names: readonly string[]): Buffer {
  const value = sequence(...names.map((name) => tagged(0x82, Buffer.from(name))))
  // id-ce-subjectAltName
  return sequence(objectIdentifier(0x55, 0x1d, 0x11), tagged(0x04, value))
}
