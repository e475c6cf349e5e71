import { z } from 'zod'
import type { Field } from '@shared/domain/form'
import { DURATION_HINT, DURATION_PATTERN, durationMs } from './duration'

const lengthOfTime = z.string().refine((text) => durationMs(text) !== undefined, { message: DURATION_HINT })

/** The configuration of a Sandbox instance. */
export const sandboxConfigSchema = z
  .object({
    /** How fast the pretended world is; leases always run in real time. */
    speed: z.enum(['realistic', 'fast', 'instant']).default('realistic'),
    /** With a seed the same orders in the same sequence have the same names, timings and failures. */
    seed: z.number().int('Say a whole number.').min(0).max(0xffff_ffff).optional(),
    /** The lease of a machine whose order names none; "none" for no end. */
    lease: z.union([z.literal('none'), lengthOfTime]).default('1d'),
    /** The longest lease, extensions included. */
    max_lease: lengthOfTime.default('14d'),
    /** What is wrong with the service itself. */
    trouble: z.enum(['none', 'unreachable', 'refused']).default('none'),
  })
  .readonly()
export type SandboxConfig = z.infer<typeof sandboxConfigSchema>

/** The form of the configuration. */
export const sandboxConfigFields: readonly Field[] = [
  {
    name: 'speed',
    label: 'Speed',
    type: 'choice',
    required: false,
    default: 'realistic',
    choices: [
      { value: 'realistic', label: 'Realistic', hint: 'about 1 min for a small machine' },
      { value: 'fast', label: 'Fast', hint: 'about 6 s' },
      { value: 'instant', label: 'Instant', hint: 'at once' },
    ],
    help: 'How long the steps take. Leases always run in real time.',
  },
  {
    name: 'lease',
    label: 'Lease',
    type: 'choice',
    required: false,
    default: '1d',
    choices: [
      { value: '1h', label: '1 h' },
      { value: '4h', label: '4 h' },
      { value: '1d', label: '1 day' },
      { value: '7d', label: '7 days' },
      { value: 'none', label: 'No end' },
    ],
    openChoices: true,
    pattern: `none|${DURATION_PATTERN}`,
    patternHint: DURATION_HINT,
    help: 'For machines whose order names none.',
  },
  {
    name: 'max_lease',
    label: 'Longest lease',
    type: 'text',
    required: false,
    default: '14d',
    pattern: DURATION_PATTERN,
    patternHint: DURATION_HINT,
    help: 'Extensions included. Beyond it an extension is refused.',
  },
  {
    name: 'seed',
    label: 'Seed',
    type: 'integer',
    required: false,
    min: 0,
    max: 0xffff_ffff,
    placeholder: 'random',
    help: 'With a seed, names, timings and failures are the same every time.',
  },
  {
    name: 'trouble',
    label: 'Trouble',
    type: 'choice',
    required: false,
    default: 'none',
    choices: [
      { value: 'none', label: 'None' },
      { value: 'unreachable', label: 'Cannot be reached' },
      { value: 'refused', label: 'Refuses the credentials' },
    ],
    help: 'Pretends that something is wrong with the service, to see what that looks like.',
  },
]
