import { existsSync } from 'node:fs'
import { BrokerError, type ErrorCode } from '@shared/domain/error'
import { codeOf } from '@main/settings/values'

interface Words {
  readonly code: ErrorCode
  readonly why: string
  readonly hint: string
}

const MAY_NOT: Words = {
  code: 'PERMISSION',
  why: 'you may not write there',
  hint: 'Choose another folder, or make this one writable.',
}
const FULL: Words = {
  code: 'CONFIG',
  why: 'there is no space left on the disk',
  hint: 'Free some space, or choose a folder on another disk.',
}
const NO_FOLDER: Words = {
  code: 'INVALID_INPUT',
  why: 'a file stands where its folder should be',
  hint: 'Choose another folder.',
}

const WORDS: Readonly<Record<string, Words>> = {
  EACCES: MAY_NOT,
  EPERM: MAY_NOT,
  EROFS: { code: 'PERMISSION', why: 'the disk is read-only', hint: 'Choose a folder on another disk.' },
  ENOSPC: FULL,
  EDQUOT: { ...FULL, why: 'the disk quota is used up' },
  EFBIG: { ...FULL, why: 'the file would be larger than the disk allows' },
  EISDIR: { code: 'INVALID_INPUT', why: 'it is a folder', hint: 'Say the name of a file in it.' },
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENAMETOOLONG: { code: 'INVALID_INPUT', why: 'the name is too long', hint: 'Say a shorter name.' },
}

/** What the file system threw while a report was written, in words. A file that was there is as it was. */
export function fileProblem(error: unknown, path: string): BrokerError {
  const system = codeOf(error)
  const words = system === undefined ? undefined : WORDS[system]
  const { code, why, hint } = words ?? {
    code: 'CONFIG' as const,
    why: error instanceof Error ? error.message : String(error),
    hint: 'Choose another folder.',
  }
  return new BrokerError(
    {
      code,
      message: `The report was not written to ${path}: ${why}.${existsSync(path) ? ' What was there is as it was.' : ''}`,
      hint,
      retryable: true,
    },
    { cause: error },
  )
}
