import type { Notice } from '@shared/domain/notice'
import type { Publisher } from '@main/ports/publisher'

/** What the person has to know about the application itself, until dismissed. */
export class Notices {
  #notices: readonly Notice[] = []
  readonly #publisher: Publisher

  constructor(publisher: Publisher) {
    this.#publisher = publisher
  }

  all(): readonly Notice[] {
    return this.#notices
  }

  /** Adds a notice; one of the same id is replaced. */
  add(notice: Notice): void {
    this.#notices = [...this.#notices.filter((other) => other.id !== notice.id), notice]
    this.#publisher.publish('app.noticed', {})
  }

  dismiss(id: string): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id)
    this.#publisher.publish('app.noticed', {})
  }
}
