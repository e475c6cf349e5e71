/** A private container engine that runs. */
export interface Engine {
  readonly available: true
  readonly socketPath: string
  /** The same as DOCKER_HOST wants it. */
  readonly dockerHost: string
  /** The engine's own folder. */
  readonly folder: string
  /** Runs podman against this engine's storage and resolves to what it prints; rejects when it fails. */
  podman(args: readonly string[]): Promise<string>
  /** Removes the containers, the service, the network and the storage. */
  stop(): Promise<void>
}

/** There is no engine, and why. */
export interface EngineUnavailable {
  readonly available: false
  readonly reason: string
}

/**
 * Starts a private Podman with the images localhost/broker-test (httpd on 8080, EXPOSE 8080, broker_compatible),
 * localhost/broker-plain (sleeps; no label, no port) and localhost/broker-port22 (listens on 22, EXPOSE 22,
 * broker_compatible). Throws where it should run but does not, and in CI where it cannot run.
 */
export function startEngine(options?: { root?: string }): Promise<Engine | EngineUnavailable>
