// Bundles the lab and runs it; commands that start browsers in a network and mount namespace of its own: loopback and
// nothing else, and a hosts file with the names that the lab plays. These need Linux, root (or the right to unshare), and
// unshare, ip and mount.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const args = process.argv.slice(2)
const needsNamespace = ['record', 'rerecord', 'verify'].includes(args[0])

if (needsNamespace) {
  const tried = spawnSync('unshare', ['--net', '--mount', 'true'], { encoding: 'utf8' })
  if (tried.status !== 0) {
    const why = tried.error === undefined ? tried.stderr.trim() : tried.error.message
    process.stderr.write(`${args[0]} needs namespaces of its own, which are not permitted here: ${why}\n`)
    process.exit(2)
  }
}

const here = fileURLToPath(new URL('.', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache/corsac-lab', import.meta.url))

// One a run, since several may run at once; below node_modules, so that packages are found from there.
const bundle = join(cache, `lab-${process.pid}.mjs`)
const hosts = join(cache, `hosts-${process.pid}.mjs`)
const directory = mkdtempSync(join(tmpdir(), 'corsac-lab-'))

function tidyUp() {
  for (const path of [bundle, hosts, directory]) rmSync(path, { recursive: true, force: true })
}
process.on('exit', tidyUp)

const options = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
}
await build({ ...options, entryPoints: [join(here, 'main.ts')], outfile: bundle })
await build({ ...options, entryPoints: [join(here, 'hosts.ts')], outfile: hosts })
const { labNames } = await import(hosts)

const hostsFile = join(directory, 'hosts')
writeFileSync(
  hostsFile,
  labNames()
    .flatMap((name) => [`127.0.0.1 ${name}`, ...(name === 'localhost' ? [`::1 ${name}`] : [])])
    .join('\n')
    .concat('\n'),
)
// Whatever is not in the hosts file does not exist.
const switchFile = join(directory, 'nsswitch.conf')
writeFileSync(switchFile, 'passwd: files\ngroup: files\nhosts: files\n')

const script = `
  set -e
  ip link set lo up
  # With nothing but loopback, Chromium takes itself to be offline and WebKitGTK resolves no names.
  ip link add lab0 type veth peer name lab1
  # An address that comes by itself, a second later, is a change of network, which ends what Chromium has under way.
  ip link set lab0 addrgenmode none
  ip link set lab1 addrgenmode none
  ip addr add 192.0.2.1/24 dev lab0
  ip link set lab0 up
  ip link set lab1 up
  mount --bind "$1" /etc/hosts
  mount --bind "$2" /etc/nsswitch.conf
  shift 2
  exec "$@"`
const isolated = ['unshare', '--net', '--mount', 'sh', '-c', script, 'sh', hostsFile, switchFile]
const [program, ...programArgs] = [
  ...(needsNamespace ? isolated : []),
  ...[process.execPath, '--enable-source-maps', bundle, ...args],
]
const child = spawn(program, programArgs, {
  stdio: 'inherit',
  env: { ...process.env, CORSAC_LAB: here },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
})
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})
