import { useEffect, useState } from 'react'
import type { ErrorData } from '@shared/domain/error'
import type { Field } from '@shared/domain/form'
import type { HealthFix } from '@shared/domain/provider'
import type { InstanceDraft } from '@shared/domain/settings'
import {
  formErrors,
  useGeneratedForm,
  type GeneratedFormHandle,
} from '@renderer/features/forms/use-generated-form'
import {
  countChanges,
  draftOf,
  fixedValues,
  isSameStart,
  startValues,
  type InstanceStart,
} from '@renderer/features/settings/instance-draft'
import { nameError } from '@renderer/features/settings/instance-names'
import { sameJson } from '@renderer/features/forms/field-values'
import { focusField } from '@renderer/features/forms/focus-field'

/** The place of the name among the fields, for the focus and for errors from the main process. */
export const NAME_FIELD = 'instance'

/** An instance's form at work: the generated fields, and the name above them. */
export interface InstanceEditorState {
  readonly form: GeneratedFormHandle
  /** Counts how often the fields were filled anew: what they hold in themselves must go with it. */
  readonly fillings: number
  readonly name: string
  readonly nameError: string | undefined
  readonly changes: number
  readonly draft: InstanceDraft
  /** What was said of the whole and not of a field. */
  readonly problem: ErrorData | undefined
  readonly setName: (name: string) => void
  readonly touchName: () => void
  /** Shows what is wrong and goes to the first of it; true when all is right. */
  readonly check: () => Promise<boolean>
  /** Shows an error at the fields that it is about, or above them all. */
  readonly showError: (error: ErrorData) => void
  /** Fills the fields with what is saved. */
  /** Takes what a test proposes into the fields, and answers the draft that it makes. */
  readonly apply: (fix: HealthFix) => InstanceDraft
  /** The file says another thing by now than the form began with, and something was typed. */
  readonly isConflict: boolean
  /** Goes on with what was typed, over what the file says now. */
  readonly keepMine: () => void
  readonly begin: (start: InstanceStart) => void
  readonly discard: () => void
}

/** Holds the form of one instance; `rootId` is the element around all of it. */
export function useInstanceEditor(options: {
  readonly start: InstanceStart
  readonly fields: readonly Field[]
  readonly taken: readonly string[]
  readonly rootId: string
}): InstanceEditorState {
  const { start, fields, taken, rootId } = options
  const [begun, setBegun] = useState(start)
  const [fillings, setFillings] = useState(0)
  const [name, setName] = useState(start.instance)
  const [isNameTouched, setNameTouched] = useState(false)
  const [saidOfName, setSaidOfName] = useState<string>()
  const [problem, setProblem] = useState<ErrorData>()
  const form = useGeneratedForm({ fields, initial: startValues(start) })
  const changes = countChanges(begun, fields, name, form.values)
  const wrongName = nameError(name, taken)

  function begin(next: InstanceStart): void {
    setBegun(next)
    setName(next.instance)
    setNameTouched(false)
    setSaidOfName(undefined)
    setProblem(undefined)
    form.reset(startValues(next))
    setFillings((count) => count + 1)
  }

  // The settings were changed elsewhere, in the file or another window: shown unless something was typed here.
  const isOutdated = start.isSaved && changes === 0 && !isSameStart(start, begun)
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- The form's values live in its library and go with it.
    if (isOutdated) begin(start)
  })

  return {
    form,
    fillings,
    name,
    nameError: saidOfName ?? (isNameTouched ? wrongName : undefined),
    changes,
    draft: draftOf(begun, fields, name, form.values),
    problem,
    setName(next) {
      setName(next)
      setSaidOfName(undefined)
    },
    touchName() {
      setNameTouched(true)
    },
    async check() {
      setNameTouched(true)
      setProblem(undefined)
      const isRight = await form.check()
      if (wrongName === undefined) form.focusFirst(Object.keys(formErrors(fields, form.values)))
      else focusField(rootId, NAME_FIELD)
      return isRight && wrongName === undefined
    },
    showError(error) {
      const said = error.fieldErrors ?? {}
      const known = fields.filter((field) => Object.hasOwn(said, field.name)).map((field) => field.name)
      form.showErrors(Object.fromEntries(known.map((field) => [field, said[field] ?? ''])))
      setSaidOfName(said[NAME_FIELD])
      const places = [...(said[NAME_FIELD] === undefined ? [] : [NAME_FIELD]), ...known]
      // What is said at its field is not said twice.
      setProblem(places.length > 0 && places.length === Object.keys(said).length ? undefined : error)
      const [first] = places
      if (first !== undefined) focusField(rootId, first)
    },
    apply(fix) {
      const fixed = fixedValues(fields, form.values, fix)
      for (const [field, value] of Object.entries(fixed)) {
        if (!sameJson(value, form.values[field])) form.change(field, value)
      }
      // Some fields hold what is typed in themselves: they are drawn anew.
      setFillings((count) => count + 1)
      return draftOf(begun, fields, name, fixed)
    },
    isConflict: begun.revision !== undefined && changes > 0 && begun.revision !== start.revision,
    keepMine() {
      setBegun(start)
      setProblem(undefined)
    },
    begin,
    discard() {
      begin(begun)
    },
  }
}
