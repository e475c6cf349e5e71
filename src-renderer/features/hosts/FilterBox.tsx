import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ListFilter, X } from 'lucide-react'
import { useId, type KeyboardEvent, type ReactElement, type RefObject } from 'react'
import { MAX_FILTER_LENGTH } from '@shared/domain/filter'
import { count } from '@shared/lib/words'
import { useShortcut } from '@renderer/app/shortcuts'
import { FilterTrouble } from '@renderer/features/hosts/FilterTrouble'
import { typedFilterOf, typeFilter } from '@renderer/features/hosts/filter-text'
import { hostCountsQuery } from '@renderer/features/hosts/queries'
import type { HostsView } from '@renderer/features/hosts/view'
import { bareInput, fieldBox } from '@renderer/ui/field-box'
import { KeyText } from '@renderer/ui/KeyHint'
import { ariaKeys } from '@renderer/ui/keys'

const KEYS = 'Mod /'

/** Broker's filter language over the hosts: how many it keeps, or what is wrong with it and where. */
export function FilterBox(props: {
  readonly view: HostsView
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
}): ReactElement {
  const { view, inputRef } = props
  const troubleId = useId()
  const client = useQueryClient()
  const text = view.filter
  const isTyped = text.trim() !== ''
  const answer = useQuery({ ...hostCountsQuery([typedFilterOf(view)]), enabled: isTyped })
  const found = isTyped ? answer.data?.counts[0] : undefined
  const problem = found !== undefined && 'problem' in found ? found.problem : undefined

  function type(next: string): void {
    void typeFilter(client, next)
  }

  useShortcut('filterHosts', () => {
    inputRef.current?.focus()
    inputRef.current?.select()
  })

  function keyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape' && text !== '') {
      event.stopPropagation()
      type('')
      return
    }
    props.onKeyDown(event)
  }

  return (
    <div className="relative min-w-28 flex-1">
      <div className={fieldBox({ invalid: problem !== undefined, size: 28 })}>
        <ListFilter size={14} strokeWidth={2} aria-hidden className="flex-none text-ink-3" />
        <input
          ref={inputRef}
          type="text"
          aria-label="Filter hosts"
          aria-keyshortcuts={ariaKeys(KEYS)}
          aria-invalid={problem !== undefined}
          aria-describedby={troubleId}
          value={text}
          placeholder='@inv.os_distribution_version == "9.4"'
          maxLength={MAX_FILTER_LENGTH}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            type(event.target.value)
          }}
          onKeyDown={keyDown}
          className={`${bareInput} mono`}
        />
        {found !== undefined && 'total' in found ? (
          <span role="status" className="flex-none text-2xs text-ink-3 tnum">
            {found.total === 0 ? 'No hosts' : count(found.total, 'host')}
          </span>
        ) : null}
        {text === '' ? (
          <KeyText keys={KEYS} />
        ) : (
          <button
            type="button"
            aria-label="Clear filter text"
            className="-mr-1.5 flex size-6 flex-none items-center justify-center rounded-sm text-ink-3 hover:text-ink"
            onClick={() => {
              type('')
              inputRef.current?.focus()
            }}
          >
            <X size={12} strokeWidth={2.2} aria-hidden />
          </button>
        )}
      </div>
      {problem === undefined ? null : (
        <FilterTrouble
          id={troubleId}
          text={text}
          problem={problem}
          kept={view.kept}
          onChange={(next) => {
            type(next)
            inputRef.current?.focus()
          }}
        />
      )}
    </div>
  )
}
