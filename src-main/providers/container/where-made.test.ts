import { expect, test } from 'vitest'
import type { Found } from './connect'
import { requireSameEngine, withEngine } from './where-made'

const podman: Found = {
  endpoint: { kind: 'socket', path: '/run/podman/podman.sock' },
  url: 'unix:///run/podman/podman.sock',
  title: 'rootful Podman',
  engine: 'podman',
}
const docker: Found = { ...podman, url: 'unix:///var/run/docker.sock', title: 'Docker', engine: 'docker' }

test('what was made on an engine that was found is not missed on another one', () => {
  const ref = withEngine({ name: 'maya_1', id: 'abc' }, podman)
  expect(() => requireSameEngine(ref, podman, 'local')).not.toThrow()
  expect(() => requireSameEngine(ref, docker, 'local')).toThrow(
    'maya_1 was made at unix:///run/podman/podman.sock',
  )
})

test('an engine that the settings name is not written down', () => {
  const configured: Found = { ...podman, title: 'configured' }
  expect(withEngine({ name: 'maya_1' }, configured)).toEqual({ name: 'maya_1' })
  expect(() => requireSameEngine({ name: 'maya_1' }, docker, 'local')).not.toThrow()
})
