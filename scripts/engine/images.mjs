import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../lib/processes.mjs'
import { PlainError } from '../lib/say.mjs'

/**
 * The images of the private engine: one tiny file system in three dresses.
 * @type {readonly { name: string, changes: readonly string[] }[]}
 */
const IMAGES = [
  {
    name: 'localhost/broker-test:latest',
    changes: [
      'CMD ["/bin/httpd","-f","-p","8080","-h","/www"]',
      'EXPOSE 8080',
      'LABEL broker_compatible=true',
    ],
  },
  { name: 'localhost/broker-plain:latest', changes: ['CMD ["/bin/sleep","1d"]'] },
  {
    name: 'localhost/broker-port22:latest',
    changes: ['CMD ["/bin/httpd","-f","-p","22","-h","/www"]', 'EXPOSE 22', 'LABEL broker_compatible=true'],
  },
]

/**
 * Puts the images into an engine.
 * @param {string} folder Where to work.
 * @param {(args: readonly string[]) => Promise<string>} podman
 * @throws {PlainError} A tool failed.
 */
export async function importImages(folder, podman) {
  const tree = join(folder, 'busybox')
  const archive = `${tree}.tar`
  await makeTree(tree)
  const packed = await run('tar', ['-C', tree, '--owner=0', '--group=0', '-cf', archive, '.'], {
    output: 'capture',
  })
  if (packed.code !== 0) throw new PlainError(`tar could not pack the test image:\n${packed.stderr}`)
  for (const { name, changes } of IMAGES) {
    // No process 1 here handles SIGTERM: without this every stop would wait out its ten seconds.
    const all = [...changes, 'ENV PATH=/bin:/sbin', 'STOPSIGNAL SIGKILL']
    await podman(['import', '--quiet', ...all.flatMap((change) => ['--change', change]), archive, name])
  }
  rmSync(tree, { recursive: true, force: true })
  rmSync(archive, { force: true })
}

/** @param {string} tree */
async function makeTree(tree) {
  rmSync(tree, { recursive: true, force: true })
  for (const name of [
    'bin',
    'sbin',
    'etc',
    'proc',
    'sys',
    'dev',
    'tmp',
    'root',
    'www',
    'usr/bin',
    'usr/sbin',
  ]) {
    mkdirSync(join(tree, name), { recursive: true })
  }
  const busybox = join(tree, 'bin', 'busybox')
  copyFileSync(findBusybox(), busybox)
  chmodSync(busybox, 0o755)
  const { stdout } = await run(busybox, ['--list'], { output: 'capture' })
  for (const applet of stdout.split('\n')) {
    if (applet && applet !== 'busybox') symlinkSync('busybox', join(tree, 'bin', applet))
  }
  writeFileSync(join(tree, 'etc', 'passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  writeFileSync(join(tree, 'etc', 'group'), 'root:x:0:\n')
  writeFileSync(join(tree, 'www', 'index.html'), 'hello from the test image\n')
}

function findBusybox() {
  for (const path of ['/bin/busybox', '/usr/bin/busybox']) {
    try {
      readFileSync(path, { flag: 'r' })
      return path
    } catch {
      // The other one.
    }
  }
  throw new PlainError('busybox is missing. Run: node scripts/setup.mjs test')
}
