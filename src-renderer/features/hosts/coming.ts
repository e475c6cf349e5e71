/** Work that is under way, and what is to be done only after it. */
export class Coming {
  #all: Promise<unknown> | undefined

  /** Work that has begun; it tells of its failure itself. */
  add(work: Promise<unknown>): void {
    const all = Promise.allSettled([this.#all, work])
    this.#all = all
    void this.#forget(all)
  }

  /** Does it at once when nothing is under way, else when all of that has come to its end. */
  afterAll(act: (awaited: boolean) => void): void {
    if (this.#all === undefined) act(false)
    else void actAfter(this.#all, act)
  }

  async #forget(all: Promise<unknown>): Promise<void> {
    await all
    if (this.#all === all) this.#all = undefined
  }
}

async function actAfter(work: Promise<unknown>, act: (awaited: boolean) => void): Promise<void> {
  await work
  act(true)
}
