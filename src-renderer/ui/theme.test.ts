import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark'

function tokens(theme: Theme): ReadonlyMap<string, string> {
  const opening = theme === 'light' ? ":root,\n[data-theme='light'] {" : "[data-theme='dark'] {"
  const start = css.indexOf(opening)
  if (start < 0) throw new Error(`theme.css has no block for ${theme}`)
  const block = css.slice(start, css.indexOf('}', start))
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  )
}

const light = tokens('light')
const dark = tokens('dark')
/** The dark block stands on the light one, as in the page. */
const themes: Readonly<Record<Theme, ReadonlyMap<string, string>>> = {
  light,
  dark: new Map([...light, ...dark]),
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(theme: Theme, ink: string, ground: string): number {
  const colour = (name: string): number => {
    const hex = themes[theme].get(name)
    if (hex === undefined) throw new Error(`--${name} is missing in ${theme}`)
    return luminance(hex)
  }
  const [a, b] = [colour(ink), colour(ground)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const GROUNDS = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'accent-soft']
const TEXTS = ['ink', 'ink-2', 'ink-3', 'accent-ink', 'warn-ink', 'danger-ink', 'ok-ink']
const TINTS = ['warn', 'danger', 'ok', 'accent']
const MARKS = ['m-at', 'm-ct', 'm-bk', 'm-fm', 'm-os']

/** The ratios as the design language states them: ink, ground, light, dark. */
const STATED: readonly (readonly [string, string, number, number])[] = [
  ['ctl', 'surface', 3.6, 4.0],
  ['ink', 'surface', 17.5, 15.3],
  ['ink-2', 'surface', 8.0, 8.3],
  ['ink-3', 'surface', 5.4, 5.5],
  ['bar', 'surface', 3.5, 3.6],
  ['bar-2', 'surface', 6.0, 7.2],
  ['on-fill', 'accent', 6.2, 5.1],
  ['accent-ink', 'surface', 7.0, 8.3],
  ['accent-ink', 'accent-soft', 6.2, 7.1],
  ['warn', 'surface', 3.4, 6.9],
  ['warn-ink', 'surface', 6.4, 10.1],
  ['warn-ink', 'warn-soft', 5.9, 8.8],
  ['danger', 'surface', 4.9, 4.9],
  ['danger-ink', 'surface', 6.5, 8.5],
  ['danger-ink', 'danger-soft', 5.8, 7.7],
  ['on-fill', 'danger-fill', 5.6, 4.9],
  ['ok-ink', 'surface', 6.1, 9.0],
  ['ok-ink', 'ok-soft', 5.5, 7.7],
]

describe('the tokens', () => {
  it('are the same set in both themes', () => {
    expect([...dark.keys()].filter((name) => !light.has(name))).toEqual([])
    // White on fills is white in both: it is said once.
    expect([...light.keys()].filter((name) => !dark.has(name))).toEqual(['on-fill'])
  })

  it('reach a component only through the theme, where the stock palette is cleared first', () => {
    const theme = css.slice(css.indexOf('@theme inline'))
    expect(theme.indexOf('--color-*: initial')).toBeLessThan(theme.indexOf('--color-canvas'))
    for (const name of light.keys()) expect(theme).toContain(`--color-${name}: var(--${name});`)
  })
})

describe.each(['light', 'dark'] as const)('contrast in %s', (theme) => {
  it.each(STATED)('%s on %s is what the design language states', (ink, ground, inLight, inDark) => {
    expect(
      Math.abs(contrast(theme, ink, ground) - (theme === 'light' ? inLight : inDark)),
    ).toBeLessThanOrEqual(0.1)
  })

  it.each(GROUNDS.flatMap((ground) => TEXTS.map((text) => [text, ground] as const)))(
    '%s can be read on %s',
    (text, ground) => {
      expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(TINTS)('text can be read on %s-soft', (tint) => {
    for (const text of ['ink', 'ink-2', `${tint}-ink`]) {
      expect(contrast(theme, text, `${tint}-soft`)).toBeGreaterThanOrEqual(4.5)
    }
  })

  it.each(MARKS)('%s can be told on its ground', (mark) => {
    expect(contrast(theme, mark, `${mark}-bg`)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['accent', 'accent-hover', 'danger-fill', 'danger-fill-hover'])(
    'white can be read on %s',
    (fill) => {
      expect(contrast(theme, 'on-fill', fill)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(['ctl', 'bar', 'bar-2', 'accent', 'warn', 'danger', 'ok', 'm-sb'])(
    '%s can be told from the page',
    (graphic) => {
      expect(contrast(theme, graphic, 'surface')).toBeGreaterThanOrEqual(3)
    },
  )

  it.each(GROUNDS)('the focus ring can be told on %s', (ground) => {
    expect(contrast(theme, 'focus', ground)).toBeGreaterThanOrEqual(3)
  })
})
