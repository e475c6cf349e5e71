import { cancelled } from './cancel'

interface Running<T, News> {
  readonly result: Promise<T>
  readonly stop: AbortController
  readonly listeners: Set<(news: News) => void>
  readonly history: News[]
}

/**
 * Work that several callers want at the same time and that is done once (an image is pulled once for twenty check
 * outs). A caller that is cancelled leaves; the work itself is stopped when the last one has left. Who comes later hears
 * the news from the beginning.
 */
export class SharedWork<T, News = never> {
  readonly #running = new Map<string, Running<T, News>>()

  /** Joins the work of this key, or begins it. Throws `CANCELLED` when `signal` is aborted, else as the work does. */
  async join(
    key: string,
    signal: AbortSignal,
    begin: (signal: AbortSignal, tell: (news: News) => void) => Promise<T>,
    listen: (news: News) => void = () => undefined,
  ): Promise<T> {
    if (signal.aborted) throw cancelled()
    const running = this.#running.get(key) ?? this.#begin(key, begin)
    const listener = (news: News): void => listen(news)
    for (const news of running.history) listener(news)
    running.listeners.add(listener)
    let onAbort = (): void => undefined
    const left = new Promise<never>((_, reject) => {
      onAbort = () => reject(cancelled())
      signal.addEventListener('abort', onAbort, { once: true })
    })
    try {
      return await Promise.race([running.result, left])
    } finally {
      signal.removeEventListener('abort', onAbort)
      running.listeners.delete(listener)
      if (running.listeners.size === 0 && this.#running.get(key) === running) {
        this.#running.delete(key)
        running.stop.abort()
      }
    }
  }

  #begin(
    key: string,
    begin: (signal: AbortSignal, tell: (news: News) => void) => Promise<T>,
  ): Running<T, News> {
    const stop = new AbortController()
    const listeners = new Set<(news: News) => void>()
    const history: News[] = []
    const result = begin(stop.signal, (news) => {
      history.push(news)
      for (const listener of listeners) listener(news)
    })
    const running = { result, stop, listeners, history }
    const end = (): void => {
      if (this.#running.get(key) === running) this.#running.delete(key)
    }
    result.then(end, end)
    this.#running.set(key, running)
    return running
  }
}
