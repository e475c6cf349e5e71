import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ClipboardPaste } from 'lucide-react'
import { useId, useState, type ReactElement, type ReactNode } from 'react'
import type { ProviderKindInfo } from '@shared/domain/provider'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { useShortcut } from '@renderer/app/shortcuts'
import { Waiting } from '@renderer/app/Waiting'
import { FileButton } from '@renderer/features/checkout/FileButton'
import { FillNotice } from '@renderer/features/checkout/FillNotice'
import { NickCards } from '@renderer/features/checkout/NickCards'
import { OfferingList } from '@renderer/features/checkout/OfferingList'
import { offeringNote } from '@renderer/features/checkout/offering-note'
import { OrderFooter } from '@renderer/features/checkout/OrderFooter'
import { OrderProblem } from '@renderer/features/checkout/OrderProblem'
import type { OrderPurpose } from '@renderer/features/checkout/purpose'
import { describeQuery, type Instance } from '@renderer/features/checkout/queries'
import {
  actionsFor,
  isSameInstance,
  resolveSelection,
  type Selection,
} from '@renderer/features/checkout/selection'
import { SentPanel } from '@renderer/features/checkout/SentPanel'
import { chooseText, TargetPicker } from '@renderer/features/checkout/TargetPicker'
import { PasteCommandDialog } from '@renderer/features/checkout/PasteCommandDialog'
import { useFilling } from '@renderer/features/checkout/use-filling'
import { useInstanceProblem } from '@renderer/features/checkout/use-instance-problem'
import { focusField } from '@renderer/features/forms/focus-field'
import { nicksQuery } from '@renderer/features/nicks/queries'
import { Button } from '@renderer/ui/Button'

/** What stands in the places of the form while there is none: no offering is chosen, or it is being described. */
function NoForm(props: {
  readonly sendText: string
  readonly children: ReactNode
  readonly onSend: () => void
}): ReactElement {
  useShortcut('sendForm', props.onSend)
  return (
    <>
      <div className="col-start-1 row-start-3 flex min-h-0 flex-col">{props.children}</div>
      <OrderFooter wrong={[]} sendText={props.sendText} onSend={props.onSend} />
      <SentPanel
        selection={undefined}
        sent={[]}
        wrongNames={[]}
        changed={undefined}
        command={undefined}
        pretend={false}
      />
    </>
  )
}

/** Check out and Run with at least one instance to choose: what is wanted, its form, and what will be sent. */
export function OrderScreen(props: {
  readonly purpose: OrderPurpose
  readonly first: Selection
  readonly instances: readonly Instance[]
  readonly kinds: readonly ProviderKindInfo[]
}): ReactElement {
  const { purpose, instances, kinds } = props
  const { verb, drafts, Editor } = purpose
  const [wish, setWish] = useState(props.first)
  const [isMissing, setMissing] = useState(false)
  const [isPasting, setPasting] = useState(false)
  const [isDropping, setDropping] = useState(false)
  const nicks = useQuery(nicksQuery).data?.nicks ?? []
  const picker = useId()
  // An instance may be removed in the settings while this page is kept.
  const selection = resolveSelection(verb, wish, instances, kinds) ?? props.first
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
    const resolved = resolveSelection(verb, { target: nextTarget, action: wishedAction }, instances, kinds)
    if (resolved !== undefined) choose({ ...resolved, offering: drafts.lastOffering(resolved) })
  }

  const filling = useFilling({
    drafts,
    context: () => ({
      verb,
      selection,
      fields: described.data?.fields ?? [],
      draft: drafts.read(selection),
      instances,
      kinds,
      nicks,
    }),
    onSelection: choose,
  })
  const fitting = nicks.filter((nick) => {
    const ofKind = kinds.find((known) => known.kind === nick.order.provider)
    return (
      nick.problem !== undefined || actionsFor(verb, ofKind).some(({ name }) => name === nick.order.action)
    )
  })
  const current = drafts.read(selection).layers?.find((layer) => layer.kind === 'nick')?.name

  const chosenAction = actionsFor(verb, kind).find((known) => known.name === action)
  return (
    <>
      <PageHeader
        title={purpose.title}
        actions={
          <>
            <Button
              icon={ClipboardPaste}
              onClick={() => {
                setPasting(true)
              }}
            >
              Paste command
            </Button>
            <FileButton look="button" label="Args file" onFile={(file) => void filling.takeFile(file)} />
          </>
        }
      />
      <PasteCommandDialog
        verb={verb}
        open={isPasting}
        onOpenChange={setPasting}
        onCommand={filling.takeCommand}
      />
      <NickCards nicks={fitting} current={current} onChoose={filling.takeNick} />
      <div
        className={clsx(
          'grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_clamp(288px,37%,452px)] grid-rows-[auto_auto_minmax(0,1fr)_auto]',
          isDropping && 'outline-2 -outline-offset-2 outline-accent outline-dashed',
        )}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setDropping(true)
        }}
        onDragLeave={() => {
          setDropping(false)
        }}
        onDrop={(event) => {
          setDropping(false)
          const file = event.dataTransfer.files[0]
          if (file === undefined) return
          event.preventDefault()
          void filling.takeFile(file)
        }}
      >
        <TargetPicker
          id={picker}
          verb={verb}
          question={purpose.question}
          selection={selection}
          instances={instances}
          kinds={kinds}
          offeringError={isMissing && offering === '' ? chooseText(chosenAction) : undefined}
          note={described.data === undefined ? undefined : offeringNote(described.data)}
          links={described.data?.links ?? []}
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
          {problem === undefined ? null : <OrderProblem {...problem} />}
          {filling.outcome === undefined ? null : (
            <FillNotice outcome={filling.outcome} onDismiss={filling.dismiss} />
          )}
        </div>
        {described.data === undefined || kind === undefined || instance === undefined ? (
          <NoForm
            sendText={purpose.sendText}
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
          <Editor
            key={JSON.stringify([selection, filling.revision])}
            selection={selection}
            described={described.data}
            instance={instance}
            kind={kind}
          />
        )}
      </div>
    </>
  )
}
