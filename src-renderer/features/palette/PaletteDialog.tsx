import { useDeferredValue, useMemo, useState, type ReactElement } from 'react'
import { useKept } from '@renderer/app/kept'
import { isPressed, SHORTCUTS } from '@renderer/app/shortcut-map'
import type { PaletteItem } from '@renderer/features/palette/palette-item'
import { closePalette, openPalette, paletteOpen } from '@renderer/features/palette/palette-open'
import { marked, ranked, readQuery } from '@renderer/features/palette/rank'
import { usePaletteItems } from '@renderer/features/palette/use-palette-items'
import { isMac } from '@renderer/ui/platform'
import { CommandPalette, type PaletteRow } from '@renderer/ui/CommandPalette'
import { ProviderMark } from '@renderer/ui/ProviderMark'

interface Row extends PaletteRow {
  readonly item: PaletteItem
}

function Mark({ look: Look }: { readonly look: PaletteItem['look'] }): ReactElement {
  if (typeof Look === 'string') return <ProviderMark kind={Look} />
  return <Look size={16} strokeWidth={1.75} aria-hidden />
}

function Marked(props: { readonly text: string; readonly words: readonly string[] }): ReactElement {
  return (
    <>
      {marked(props.text, props.words).map(({ text, isHit }, index) =>
        isHit ? (
          // oxlint-disable-next-line react/no-array-index-key -- the parts of one text
          <span key={index} className="font-medium text-accent-ink">
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </>
  )
}

function rowOf(item: PaletteItem, words: readonly string[]): Row {
  const { id, verb, name, mono, look, detail, end, endTone, keys } = item
  return {
    id,
    item,
    mark: <Mark look={look} />,
    label: (
      <>
        {verb === undefined ? null : (
          <>
            <Marked text={verb} words={words} />{' '}
          </>
        )}
        <span className={mono === true ? 'mono' : undefined}>
          <Marked text={name} words={words} />
        </span>
      </>
    ),
    detail,
    end,
    endTone,
    keys,
  }
}

/** Finds hosts, nicks, tasks, offerings, settings and actions, and goes to them or does them. */
export function PaletteDialog(): ReactElement {
  const isOpen = useKept(paletteOpen)
  const [text, setText] = useState('')
  // A key is shown at once; what it finds follows.
  const searched = useDeferredValue(text)
  const query = useMemo(() => readQuery(searched), [searched])
  const items = usePaletteItems(query, isOpen)
  const groups = ranked(items, query).map(({ title, items: some }) => ({
    title,
    rows: some.map((item) => rowOf(item, query.words)),
  }))

  function change(open: boolean): void {
    if (open) openPalette()
    else closePalette()
    setText('')
  }

  return (
    <CommandPalette
      open={isOpen}
      onOpenChange={change}
      isToggle={(press) => SHORTCUTS.palette.keys.some((keys) => isPressed(keys, press, isMac))}
      label="Search or run"
      value={text}
      onChange={setText}
      groups={groups}
      onRun={({ item }, stay) => {
        if (!stay) change(false)
        item.run()
      }}
      empty={`Nothing is called ${text.trim()}. Hosts, nicks, tasks, actions, offerings and settings were looked through.`}
      hint={
        <>
          Type <span className="mono">@</span> hosts, <span className="mono">#</span> nicks,{' '}
          <span className="mono">&gt;</span> actions
        </>
      }
    />
  )
}
