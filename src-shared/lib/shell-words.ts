/**
 * Cuts a command line into words as a POSIX shell does (quotes, backslashes, lines that go on; no expansion). Answers
 * `undefined` when a quote is not closed.
 */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charAt(i)
    const next = text.charAt(i + 1)
    if (quote === "'") {
      if (letter === quote) quote = undefined
      else word = (word ?? '') + letter
    } else if (letter === '\\' && /^\r?\n/.test(text.slice(i + 1, i + 3))) {
      i += next === '\r' ? 2 : 1
    } else if (letter === '\\' && (quote === undefined || '"\\$`'.includes(next)) && next !== '') {
      word = (word ?? '') + next
      i += 1
    } else if (letter === quote) {
      quote = undefined
    } else if (quote === undefined && (letter === '"' || letter === "'")) {
      quote = letter
      word ??= ''
    } else if (quote === undefined && /\s/.test(letter)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + letter
    }
  }
  if (quote !== undefined) return undefined
  if (word !== undefined) words.push(word)
  return words
}
