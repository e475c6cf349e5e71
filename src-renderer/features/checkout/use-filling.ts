import { useState } from 'react'
import type { Nick } from '@shared/domain/nick'
import { readOrder } from '@shared/domain/order-words'
import { readArgsFile } from '@renderer/features/checkout/args-file'
import { bytesOf, unreadable } from '@renderer/features/checkout/file-bytes'
import { fill, type FillContext, type Filling } from '@renderer/features/checkout/fill'
import type { DraftStore } from '@renderer/features/checkout/checkout-draft'
import { parseCommand } from '@renderer/features/checkout/parse-command'
import type { Selection } from '@renderer/features/checkout/selection'

/** What became of filling the form in. */
export interface FillOutcome {
  readonly tone: 'danger' | 'warn'
  readonly title: string
  readonly notes: readonly string[]
}

/** Fills the form in from nicks, args files and commands. */
export interface FillingState {
  readonly outcome: FillOutcome | undefined
  readonly dismiss: () => void
  /** Another number each time the form was filled in: it is drawn anew then. */
  readonly revision: number
  readonly takeNick: (nick: Nick) => void
  readonly takeFile: (file: File) => Promise<void>
  /** Answers why the command cannot be used, if so. */
  readonly takeCommand: (text: string) => string | undefined
}

/** `context` is asked when something is taken: what was typed until then counts. */
export function useFilling(options: {
  readonly drafts: DraftStore
  readonly context: () => FillContext
  readonly onSelection: (selection: Selection) => void
}): FillingState {
  const [outcome, setOutcome] = useState<FillOutcome>()
  const [revision, setRevision] = useState(0)

  /** Answers why not, if so. */
  function take(filling: Filling, notes: readonly string[] = []): string | undefined {
    const filled = fill(filling, options.context())
    if ('problem' in filled) return filled.problem
    const said = [...filled.notes, ...notes]
    setOutcome(
      said.length === 0
        ? undefined
        : {
            tone: 'warn',
            title: `Filled in from ${filling.kind === 'nick' ? `nick ${filling.name}` : filling.name}`,
            notes: said,
          },
    )
    options.drafts.keep(filled.selection, filled.draft)
    options.onSelection(filled.selection)
    setRevision((last) => last + 1)
    return undefined
  }

  function show(title: string): void {
    setOutcome({ tone: 'danger', title, notes: [] })
  }

  return {
    outcome,
    dismiss() {
      setOutcome(undefined)
    },
    revision,
    takeNick(nick) {
      const problem = nick.problem ?? take({ kind: 'nick', name: nick.name, words: nick.order }, nick.notes)
      if (problem !== undefined) show(`Nick ${nick.name}: ${problem}`)
    },
    async takeFile(file) {
      const bytes = await bytesOf(file)
      const read = bytes === undefined ? { problem: unreadable(file.name) } : readArgsFile(file.name, bytes)
      if ('problem' in read) {
        show(read.problem)
        return
      }
      const words = readOrder(read.value, options.context().kinds)
      const problem = take({ kind: 'file', name: file.name, words }, words.problems)
      if (problem !== undefined) show(problem)
    },
    takeCommand(text) {
      const { kinds, verb } = options.context()
      const isAction = (name: string): boolean =>
        kinds.some((kind) => kind.actions.some((action) => action.name === name))
      const parsed = parseCommand(text, isAction)
      if ('problem' in parsed) return parsed.problem
      if (parsed.verb !== verb) return `This is a broker ${parsed.verb} command. ${otherPage(parsed.verb)}`
      const words = readOrder(parsed.values, kinds)
      const file =
        parsed.argsFile === undefined ? [] : [`It names the args file ${parsed.argsFile}. Choose it, too.`]
      return take({ kind: 'command', name: 'the command', words }, [
        ...parsed.problems,
        ...words.problems,
        ...file,
      ])
    },
  }
}

function otherPage(verb: 'checkout' | 'execute'): string {
  return verb === 'checkout' ? 'Paste it on the Check out page.' : 'Paste it on the Run page.'
}
