import { describe, expect, test } from 'vitest'
import { shellWords } from '@shared/lib/shell-words'

describe('shellWords', () => {
  test.each([
    ['echo a  b', ['echo', 'a', 'b']],
    [`sh -c "echo 'x y'; exit 1"`, ['sh', '-c', "echo 'x y'; exit 1"]],
    [`a'b c'd ""`, ['ab cd', '']],
    [String.raw`a\ b "c\"d" 'e\f'`, ['a b', 'c"d', String.raw`e\f`]],
    ['', []],
    ['a \\\n  b\\\r\nc', ['a', 'bc']],
    ["'a\\\nb'", ['a\\\nb']],
  ])('%s', (text, words) => {
    expect(shellWords(text)).toEqual(words)
  })

  test('a quote that is not closed cannot be cut', () => {
    expect(shellWords(`echo "a`)).toBeUndefined()
  })
})
