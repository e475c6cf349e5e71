import { expect, test } from 'vitest'
import { AWX_FLAVOURS, startAwx } from '@main/testing/awx'
import { clientOf, launchPath, type TestClient } from '@main/testing/awx/test-client'

/** So many of one kind are followed: the others are made alike. */
const OF_A_KIND = 3

test.each(AWX_FLAVOURS)('every link that %s shows leads somewhere', async (flavour) => {
  const server = await startAwx({ flavour, speed: 100 })
  const admin = clientOf(server)
  const ids: number[] = []
  for (const name of ['deploy-satellite', 'needs-approval', 'deploy-that-fails']) {
    ids.push((await admin.post(await launchPath(admin, name), {})).json.id)
  }
  await server.waitFor(() =>
    server.jobs().every(({ id, status }) => !ids.includes(id) || status !== 'pending'),
  )
  await server.waitFor(() => server.jobs().some(({ type }) => type === 'workflow_approval'))
  await server.waitFor(() => server.jobs().some(({ status }) => status === 'failed'))
  expect(await deadLinks(admin, [`${server.prefix}/`], server.prefix)).toEqual([])
  await server.close()
})

async function deadLinks(client: TestClient, from: readonly string[], prefix: string): Promise<string[]> {
  const todo = [...from]
  const met = new Set(todo)
  const perKind = new Map<string, number>()
  const dead: string[] = []
  for (let path = todo.shift(); path !== undefined; path = todo.shift()) {
    const kind = path.replaceAll(/\/\d+(?=\/)/g, '/:id')
    const before = perKind.get(kind) ?? 0
    if (before >= OF_A_KIND) continue
    perKind.set(kind, before + 1)
    const { status, json } = await client.get(path.slice(prefix.length))
    if (status !== 200 && status !== 302) dead.push(`${status} ${kind}`)
    for (const link of linksIn(json)) {
      if (!link.startsWith(prefix) || met.has(link)) continue
      met.add(link)
      todo.push(link)
    }
  }
  return [...new Set(dead)]
}

function linksIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('/api/') ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(linksIn)
}
