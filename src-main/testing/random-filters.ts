import fc from 'fast-check'

const PIECES = [
  '@inv',
  '@res',
  '@inv.name',
  '@inv.hostname',
  '@inv._broker_args',
  '.v',
  '.get("v")',
  '@inv.tags',
  '"a"',
  "'x|y'",
  '"9.4"',
  '"\\u0041"',
  '"',
  "'",
  '\\',
  '0',
  '-1',
  '3.5',
  '1e400',
  'True',
  'None',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  ' in ',
  ' not ',
  ' and ',
  ' or ',
  ' is ',
  '=',
  '|',
  '||',
  '&&',
  '!',
  '(',
  ')',
  '[',
  ']',
  '[0]',
  '[-1]',
  '[1:3]',
  '[::-1]',
  '[::0]',
  ':',
  ',',
  '.',
  ' ',
  '\n',

  '.upper()',
  '.split(".")',
  '.replace("a", "aaaaaaaa")',
  '.startswith(("a", "b"))',
  '.strip()',
  '.count("")',
  'len(',
  'int(',
  'float(',
  '__import__("os")',
  '.__class__',
  'lambda',
  'eval',
  '\u{1f600}',
  'é',
] as const

/** Texts of all sorts: pieces of the language in any order, well-formed tests, and anything at all. */
export function randomFilters(): fc.Arbitrary<string> {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(''))
  const value = fc.constantFrom(
    '@inv.name',
    '@inv._broker_args.v',
    '@inv.tags',
    '"a"',
    '3',
    '[1, "a"]',
    'None',
  )
  const how = fc.constantFrom('==', '<', '>=', 'in', 'not in', 'and', 'or')
  const test = fc
    .array(fc.tuple(value, how), { maxLength: 20 })
    .chain((parts) => value.map((last) => [...parts.map((part) => part.join(' ')), last].join(' ')))
  const stages = fc
    .array(fc.oneof(test, pieces), { minLength: 1, maxLength: 4 })
    .map((all) => all.join(' | '))
  return fc.oneof(
    { weight: 4, arbitrary: pieces },
    { weight: 4, arbitrary: stages },
    { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) },
    { weight: 1, arbitrary: fc.nat({ max: 3_000 }).map((depth) => `${'(not '.repeat(depth)}@inv.name`) },
  )
}
