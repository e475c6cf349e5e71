import type { ReactElement } from 'react'
import type { JsonObject } from '@shared/lib/json'
import { argumentRows, argumentsText } from '@renderer/features/hosts/argument-rows'
import { SaveHostNick } from '@renderer/features/hosts/SaveHostNick'
import { CopyButton } from '@renderer/ui/CopyButton'
import { DefinitionList } from '@renderer/ui/DefinitionList'

/** Arguments and their values; a secret says that it is one. */
export function ArgumentList({ values }: { readonly values: JsonObject }): ReactElement {
  return (
    <DefinitionList
      items={argumentRows(values).map((row) => ({
        id: row.name,
        label: row.name,
        monoLabel: true,
        mono: true,
        value: row.secret ? (
          <>
            {row.text} <span className="font-sans text-2xs text-ink-3">secret</span>
          </>
        ) : (
          row.text
        ),
        copy: row.secret ? undefined : row.text,
      }))}
    />
  )
}

/** The tab with the arguments that the host was made with. */
export function HostArguments({
  hostId,
  values,
}: {
  readonly hostId: string
  readonly values: JsonObject
}): ReactElement {
  if (Object.keys(values).length === 0) {
    return (
      <div className="px-4 py-3">
        <p className="text-ink-2">It was made with no arguments: everything was the default.</p>
        <div className="mt-3">
          <SaveHostNick hostId={hostId} />
        </div>
      </div>
    )
  }
  return (
    <div className="px-4 py-3">
      <ArgumentList values={values} />
      <div className="mt-3 flex items-center gap-4">
        <SaveHostNick hostId={hostId} />
        <CopyButton variant="link" label="Copy as JSON" text={() => argumentsText(values)} />
      </div>
    </div>
  )
}
