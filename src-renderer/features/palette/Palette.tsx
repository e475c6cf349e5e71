import { lazy, Suspense, useState, type ReactElement } from 'react'
import { useKept } from '@renderer/app/kept'
import { useShortcut } from '@renderer/app/shortcuts'
import { openPalette, paletteOpen } from '@renderer/features/palette/palette-open'

const PaletteDialog = lazy(async () => {
  const page = await import('@renderer/features/palette/PaletteDialog')
  return { default: page.PaletteDialog }
})

/** The palette on Ctrl K, over every page. Its code is read when it is first wanted: a start does not wait for it. */
export function Palette(): ReactElement | null {
  const isOpen = useKept(paletteOpen)
  const [isWanted, setWanted] = useState(isOpen)
  useShortcut('palette', openPalette)
  if (isOpen && !isWanted) setWanted(true)
  return isWanted || isOpen ? (
    <Suspense fallback={null}>
      <PaletteDialog />
    </Suspense>
  ) : null
}
