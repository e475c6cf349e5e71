import { Download } from 'lucide-react'
import { useMemo, useState, type ReactElement, type ReactNode } from 'react'
import type { ExecutionResult } from '@shared/domain/execute'
import { count } from '@shared/lib/words'
import { resultTexts, textLines, type ResultText } from '@renderer/features/tasks/result-views'
import { useSaveText } from '@renderer/features/tasks/use-save-text'
import { Button } from '@renderer/ui/Button'
import { JsonTree } from '@renderer/ui/JsonTree'
import { LogView } from '@renderer/ui/LogView'
import { Tabs } from '@renderer/ui/Tabs'

function TextPane(props: {
  readonly view: ResultText
  readonly onSave: (suggestedName: string, text: string) => void
  readonly fileStem: string
}): ReactElement {
  const { view } = props
  const lines = useMemo(() => textLines(view.text), [view.text])
  return (
    <LogView
      title={view.label}
      label={view.label}
      lines={lines}
      initialLine={0}
      toolbarStart={<span className="text-xs text-ink-3 tnum">{count(lines.length, 'line')}</span>}
      onSave={() => {
        props.onSave(`${props.fileStem}.${view.extension}`, view.text)
      }}
    />
  )
}

/** What an execution returned, beside its log: what was printed, the answer verbatim and as YAML, the artifacts. */
export function ResultPane(props: {
  readonly taskId: number
  readonly result: ExecutionResult
  /** The task's log, the first tab. */
  readonly log: ReactNode
}): ReactElement {
  const { result, taskId } = props
  const save = useSaveText('Result saved')
  const texts = useMemo(() => resultTexts(result), [result])
  const { artifacts } = result
  const [tab, setTab] = useState(result.output === '' ? 'log' : 'output')
  return (
    <Tabs
      label="Result"
      className="min-h-40 pt-1"
      panelClassName="flex flex-col"
      value={tab}
      onChange={setTab}
      tabs={[
        { id: 'log', label: 'Log', panel: props.log },
        ...texts.map((view) => ({
          id: view.id,
          label: view.label,
          panel: <TextPane view={view} fileStem={`task-${taskId}`} onSave={save} />,
        })),
        ...(artifacts === undefined
          ? []
          : [
              {
                id: 'artifacts',
                label: 'Artifacts',
                panel: (
                  <div className="flex flex-col gap-2 px-5 py-3">
                    <div className="flex justify-end">
                      <Button
                        size={24}
                        icon={Download}
                        onClick={() => {
                          save(`task-${taskId}-artifacts.json`, JSON.stringify(artifacts, null, 2))
                        }}
                      >
                        Save artifacts
                      </Button>
                    </div>
                    <JsonTree value={artifacts} label="artifacts" />
                  </div>
                ),
              },
            ]),
      ]}
    />
  )
}
