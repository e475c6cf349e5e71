import type { ReactElement } from 'react'
import type { TaskLine } from '@shared/domain/task'
import { Callout } from '@renderer/ui/Callout'

/** Says that the provider took no notice of arguments of a line: what came to be may be something else. */
export function IgnoredNotice({ line }: { readonly line: TaskLine }): ReactElement | null {
  const { ignored = [] } = line
  if (ignored.length === 0) return null
  return (
    <div className="px-5 pt-4">
      <Callout tone="warn" title={`Ignored at the launch: ${ignored.join(', ')}`}>
        The template does not take this at its launch, so what it made may not be what was asked for. Leave it
        out, or ask the owner of the template to allow it.
      </Callout>
    </div>
  )
}
