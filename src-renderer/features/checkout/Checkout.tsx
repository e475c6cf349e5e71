import { useQuery } from '@tanstack/react-query'
import { useId, useState, type ReactElement, type ReactNode } from 'react'
import type { ProviderKindInfo } from '@shared/domain/provider'
import { useShortcut } from '@renderer/app/shortcuts'
import { Waiting } from '@renderer/app/Waiting'
import { CheckoutEditor } from '@renderer/features/checkout/CheckoutEditor'
import { CheckoutFooter } from '@renderer/features/checkout/CheckoutFooter'
import { CheckoutProblem } from '@renderer/features/checkout/CheckoutProblem'
import { drafts } from '@renderer/features/checkout/draft-store'
import { OfferingList } from '@renderer/features/checkout/OfferingList'
import { offeringNote } from '@renderer/features/checkout/offering-note'
import { describeQuery, type Instance } from '@renderer/features/checkout/queries'
import {
  checkoutActions,
  isSameInstance,
  resolveSelection,
  type Selection,
} from '@renderer/features/checkout/selection'
import { SentPanel } from '@renderer/features/checkout/SentPanel'
import { chooseText, TargetPicker } from '@renderer/features/checkout/TargetPicker'
import { useInstanceProblem } from '@renderer/features/checkout/use-instance-problem'
import { focusField } from '@renderer/features/forms/focus-field'

/** What stands in the places of the form while there is none: no offering is chosen, or it is being described. */
function NoForm(props: { readonly children: ReactNode; readonly onSend: () => void }): ReactElement {
  useShortcut('sendForm', props.onSend)
  return (
    <>
      <div className="col-start-1 row-start-3 flex min-h-0 flex-col">{props.children}</div>
      <CheckoutFooter wrong={[]} count={1} onSend={props.onSend} />
      <SentPanel
        selection={undefined}
        sent={[]}
        wrongNames={[]}
        changed={undefined}
        request={undefined}
        pretend={false}
      />
    </>
  )
}

/** The Check out page with at least one instance to choose. */
export function Checkout(props: {
  readonly first: Selection
  readonly instances: readonly Instance[]
  readonly kinds: readonly ProviderKindInfo[]
}): ReactElement {
  const { instances, kinds } = props
  const [wish, setWish] = useState(props.first)
  const [isMissing, setMissing] = useState(false)
  const picker = useId()
  // An instance may be removed in the settings while this page is kept.
  const selection = resolveSelection(wish, instances, kinds) ?? props.first
  const { target, action, offering } = selection
  const described = useQuery({ ...describeQuery(target, action, offering), enabled: offering !== '' })
  const problem = useInstanceProblem(selection)
  const kind = kinds.find((known) => known.kind === target.provider)
  const instance = instances.find((known) => isSameInstance(known, target))

  function choose(next: Selection): void {
    setMissing(false)
    setWish(next)
    drafts.choose(next)
  }

  function chooseAction(nextTarget: Selection['target'], wishedAction: string): void {
    const resolved = resolveSelection({ target: nextTarget, action: wishedAction }, instances, kinds)
    if (resolved !== undefined) choose({ ...resolved, offering: drafts.lastOffering(resolved) })
  }

  const chosenAction = checkoutActions(kind).find((known) => known.name === action)
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_clamp(288px,37%,452px)] grid-rows-[auto_auto_minmax(0,1fr)_auto]">
      <TargetPicker
        id={picker}
        selection={selection}
        instances={instances}
        kinds={kinds}
        offeringError={isMissing && offering === '' ? chooseText(chosenAction) : undefined}
        note={described.data === undefined ? undefined : offeringNote(described.data)}
        onTarget={(next) => {
          chooseAction(next, action)
        }}
        onAction={(next) => {
          chooseAction(target, next)
        }}
        onOffering={(next) => {
          choose({ ...selection, offering: next })
        }}
      />
      <div className="col-start-1 row-start-2 [scrollbar-gutter:stable] overflow-hidden px-5 *:mt-4 empty:hidden">
        {problem === undefined ? null : <CheckoutProblem {...problem} />}
      </div>
      {described.data === undefined || kind === undefined || instance === undefined ? (
        <NoForm
          onSend={() => {
            setMissing(offering === '')
            focusField(picker, 'offering')
          }}
        >
          {offering === '' ? (
            <OfferingList
              selection={selection}
              noun={chosenAction?.offeringNoun ?? 'offering'}
              onChoose={(next) => {
                choose({ ...selection, offering: next })
              }}
            />
          ) : null}
          {offering !== '' && described.isPending ? (
            <Waiting label={`Reading what ${offering} takes`} />
          ) : null}
        </NoForm>
      ) : (
        <CheckoutEditor
          key={JSON.stringify(selection)}
          selection={selection}
          described={described.data}
          instance={instance}
          kind={kind}
        />
      )}
    </div>
  )
}
