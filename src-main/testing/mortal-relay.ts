import { connect, createServer, type Socket } from 'node:net'
import { portOf } from '@main/testing/port-of'

/** A relay before a test server. */
export interface MortalRelay {
  readonly port: number
  /** From now on nothing that comes reaches the server, and nothing is answered: to the client it hangs. */
  die(): void
  close(): Promise<void>
}

/**
 * Relays TCP to a port of this computer until it dies: what a client sends afterwards, or has sent and was not relayed
 * yet, never reaches the server, as if the client's process had ended at that moment. It listens on any free port, or on
 * that of a relay that was closed.
 */
export async function startMortalRelay(targetPort: number, port = 0): Promise<MortalRelay> {
  let isDead = false
  const clients = new Set<Socket>()
  const upstreams = new Set<Socket>()
  const server = createServer((client) => {
    clients.add(client)
    client.on('error', () => undefined)
    client.on('close', () => clients.delete(client))
    if (isDead) return
    const upstream = connect(targetPort, '127.0.0.1')
    upstreams.add(upstream)
    upstream.on('error', () => undefined)
    upstream.on('close', () => {
      upstreams.delete(upstream)
      if (!isDead) client.destroy()
    })
    client.on('close', () => upstream.destroy())
    client.on('data', (data) => void (!isDead && upstream.write(data)))
    upstream.on('data', (data) => void (!isDead && client.write(data)))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    port: portOf(server),
    die() {
      isDead = true
      for (const upstream of upstreams) upstream.destroy()
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of [...clients, ...upstreams]) socket.destroy()
      await closed
    },
  }
}
