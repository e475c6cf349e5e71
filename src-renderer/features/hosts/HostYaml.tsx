import type { ReactElement } from 'react'
import { stringify } from 'yaml'
import type { JsonObject } from '@shared/lib/json'
import { TextView } from '@renderer/ui/TextView'

/** A host's record as YAML. Loaded when it is looked at: what writes YAML is a sixth of the window's first code. */
export function HostYaml({ record }: { readonly record: JsonObject }): ReactElement {
  return <TextView text={stringify(record, { lineWidth: 0 })} label="the record as YAML" />
}
