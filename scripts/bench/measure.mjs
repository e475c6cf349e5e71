/** The value in the middle of a list of numbers. @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * One row of the table: a figure beside the baseline of the same run.
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} unit
 * @property {number} value
 * @property {string} [baseline] What it is measured against, in words; some figures are counts with a limit alone.
 * @property {number} [baselineValue]
 * @property {number} [load] The load average of the last minute when it was measured.
 * @property {{ most: number, of: 'value' | 'ratio' }} [limit] What it may be at most, in its unit or as a multiple of the baseline.
 */

/**
 * Makes figures, in milliseconds, that are held against the same baseline and limit.
 * @param {Pick<Figure, 'baseline' | 'baselineValue' | 'limit'>} common
 * @returns {(name: string, values: readonly number[]) => Figure}
 */
export function figuresBeside(common) {
  return (name, values) => ({ name, unit: 'ms', value: median(values), ...common })
}

/** Whether a figure keeps its limit. @param {Figure} figure */
export function keepsLimit(figure) {
  if (figure.limit === undefined) return true
  const measured = figure.limit.of === 'ratio' ? figure.value / figure.baselineValue : figure.value
  return measured <= figure.limit.most
}

/** @param {number} value */
function short(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** @param {number} ratio */
function times(ratio) {
  return ratio >= 0.2 ? `${ratio.toFixed(2)} x` : `1 / ${short(1 / ratio)}`
}

/** @param {Figure} figure */
function limitText({ limit, unit }) {
  if (limit === undefined) return ''
  if (limit.of === 'value') return `at most ${limit.most} ${unit}`
  return `at most ${limit.most < 1 ? `1 / ${Math.round(1 / limit.most)}` : `${limit.most} x`}`
}

/** The figures as a Markdown table. @param {readonly Figure[]} figures */
export function table(figures) {
  const rows = figures.map((figure) => {
    const { baseline, baselineValue, load } = figure
    return [
      figure.name,
      `${short(figure.value)} ${figure.unit}`,
      baselineValue === undefined ? '' : `${short(baselineValue)} ${figure.unit} (${baseline})`,
      baselineValue === undefined ? '' : times(figure.value / baselineValue),
      limitText(figure),
      figure.limit === undefined ? '' : keepsLimit(figure) ? 'kept' : 'NOT KEPT',
      load === undefined ? '' : load.toFixed(1),
    ]
  })
  const head = ['Figure', 'Median', 'Baseline in the same run', 'Ratio', 'Limit', '', 'Load']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
