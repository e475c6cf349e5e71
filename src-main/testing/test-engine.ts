import Docker from 'dockerode'
import { describe, inject, test } from 'vitest'

/** The engine that the global setup has started, or why there is none. */
export type TestEngine =
  | {
      readonly socketPath: string
      /** A registry that the engine trusts ("localhost:41234", see `startRegistryServer`). */
      readonly registry?: string
      readonly reason?: undefined
    }
  | { readonly socketPath?: undefined; readonly registry?: undefined; readonly reason: string }

declare module 'vitest' {
  interface ProvidedContext {
    engine: TestEngine
  }
}

/**
 * A `describe` for tests that need a real container engine. Where there is none, one skipped test says in its title why
 * they did not run.
 */
export function describeWithEngine(
  title: string,
  tests: (engine: { socketPath: string; registry?: string }) => void,
): void {
  const engine = inject('engine')
  if (engine.socketPath === undefined) {
    test.skip(`${title}: did not run, ${engine.reason}`)
    return
  }
  describe(title, () => tests(engine))
}

/** Bare dockerode on a socket: for asking the engine itself, past the code under test. */
export function bareDocker(socketPath: string): Docker {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- host must be named to keep DOCKER_HOST out
  return new Docker({ socketPath, host: undefined, protocol: 'http' } as unknown as Docker.DockerOptions)
}
