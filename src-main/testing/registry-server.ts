import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { portOf } from '@main/testing/port-of'

/** A registry of images for tests. */
export interface RegistryServer {
  /** "localhost:41234": what stands before the repository in the name of an image. */
  readonly address: string
  stop(): Promise<void>
}

interface Blob {
  readonly digest: string
  readonly content: Buffer
}

/**
 * Starts a registry that speaks the OCI Distribution protocol (v1.1, pull only) over plain HTTP on localhost:
 *
 * - any repository under `open/`, any tag: an image of three layers that sleeps
 * - `private/…`: 401 to everybody
 * - `forbidden/…`: 403 (`denied`)
 * - anything else: there is no such repository
 *
 * `busybox` is a statically linked one, the content of the first layer.
 */
export async function startRegistryServer(busybox: string): Promise<RegistryServer> {
  const layers = [
    tar([
      { name: 'bin/busybox', content: await readFile(busybox), mode: 0o755 },
      { name: 'bin/sleep', link: 'busybox' },
      { name: 'bin/sh', link: 'busybox' },
    ]),
    tar([{ name: 'data/one', content: randomBytes(3_000_000) }]),
    tar([{ name: 'data/two', content: randomBytes(1_000_000) }]),
  ]
  const blobs = layers.map((layer) => blob(gzipSync(layer)))
  const config = blob(
    Buffer.from(
      JSON.stringify({
        architecture: process.arch === 'x64' ? 'amd64' : process.arch,
        os: 'linux',
        config: { Cmd: ['/bin/sleep', '1d'], Env: ['PATH=/bin'], StopSignal: 'SIGKILL' },
        rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
      }),
    ),
  )
  const manifestType = 'application/vnd.oci.image.manifest.v1+json'
  const manifest = blob(
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: manifestType,
        config: descriptor('application/vnd.oci.image.config.v1+json', config),
        layers: blobs.map((each) => descriptor('application/vnd.oci.image.layer.v1.tar+gzip', each)),
      }),
    ),
  )
  const content = new Map([...blobs, config].map((each) => [each.digest, each.content]))

  const server = createServer((request, response) => {
    const url = request.url ?? ''
    const [, repository = '', kind, reference = ''] =
      /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(url) ?? []
    if (/^\/v2\/?$/.test(url)) return send(response, 200, 'application/json', Buffer.from('{}'))
    if (repository.startsWith('private/')) {
      return refuse(response, 401, 'UNAUTHORIZED', 'authentication required')
    }
    if (repository.startsWith('forbidden/')) {
      return refuse(response, 403, 'DENIED', 'requested access to the resource is denied')
    }
    if (!repository.startsWith('open/')) {
      return refuse(response, 404, 'NAME_UNKNOWN', 'repository name not known to registry')
    }
    if (kind === 'manifests') return send(response, 200, manifestType, manifest.content, manifest.digest)
    const found = content.get(reference)
    if (found === undefined) return refuse(response, 404, 'BLOB_UNKNOWN', 'blob unknown to registry')
    return send(response, 200, 'application/octet-stream', found, reference)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server)
  return {
    address: `localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, status: number, type: string, body: Buffer, digest?: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': body.length,
    ...(digest === undefined ? {} : { 'Docker-Content-Digest': digest }),
  })
  response.end(body)
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="tests"')
  send(response, status, 'application/json', Buffer.from(JSON.stringify({ errors: [{ code, message }] })))
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

function blob(content: Buffer): Blob {
  return { digest: digestOf(content), content }
}

function descriptor(mediaType: string, { digest, content }: Blob): object {
  return { mediaType, digest, size: content.length }
}

interface Entry {
  readonly name: string
  readonly content?: Buffer
  readonly link?: string
  readonly mode?: number
}

/** A tar archive (POSIX ustar) of some files and symbolic links. */
function tar(entries: readonly Entry[]): Buffer {
  const parts = entries.flatMap(({ name, content = Buffer.alloc(0), link, mode = 0o644 }) => {
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write(mode.toString(8).padStart(7, '0'), 100)
    header.write('0000000', 108)
    header.write('0000000', 116)
    header.write(content.length.toString(8).padStart(11, '0'), 124)
    header.write('00000000000', 136)
    header.write(' '.repeat(8), 148)
    header.write(link === undefined ? '0' : '2', 156)
    header.write(link ?? '', 157)
    header.write('ustar\u000000', 257)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148)
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}
