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
 * @property {string} baseline What it is measured against, in words.
 * @property {number} baselineValue
 * @property {{ most: number, of: 'value' | 'ratio' }} [limit] What it may be at most, in its unit or as a multiple of the baseline.
 */

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

/** The figures as a Markdown table. @param {readonly Figure[]} figures */
export function table(figures) {
  const rows = figures.map((figure) => {
    const limit =
      figure.limit === undefined
        ? ''
        : figure.limit.of === 'ratio'
          ? `at most ${figure.limit.most} x`
          : `at most ${figure.limit.most} ${figure.unit}`
    const ratio = figure.value / figure.baselineValue
    return [
      figure.name,
      `${short(figure.value)} ${figure.unit}`,
      `${short(figure.baselineValue)} ${figure.unit} (${figure.baseline})`,
      ratio >= 0.01 ? `${ratio.toFixed(2)} x` : `1 / ${short(1 / ratio)}`,
      limit,
      figure.limit === undefined ? '' : keepsLimit(figure) ? 'kept' : 'NOT KEPT',
    ]
  })
  const head = ['Figure', 'Median', 'Baseline in the same run', 'Ratio', 'Limit', '']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
