export { Palette } from '@renderer/features/palette/Palette'
export { openPalette } from '@renderer/features/palette/palette-open'
