import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { projectRoot } from './paths.mjs'

/**
 * One hash over the names and contents of files and folders. A path that does not exist counts as absent, so that
 * creating or deleting it changes the hash. Where the clone lies does not.
 * @param {readonly string[]} paths
 * @param {(file: string) => boolean} [wanted] Which files inside folders count.
 * @returns {string}
 */
export function hashPaths(paths, wanted = () => true) {
  const hash = createHash('sha256')
  /** @param {string} path */
  const add = (path) => {
    const name = relative(projectRoot, path).split(sep).join('/')
    if (!existsSync(path)) {
      hash.update(`absent\0${name}\0`)
      return
    }
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).toSorted()) add(join(path, entry))
    } else if (wanted(path)) {
      hash.update(`file\0${name}\0`).update(readFileSync(path)).update('\0')
    }
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}

/**
 * The text of a small file, or undefined when there is none.
 * @param {string} file
 */
export function readTextIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * The JSON in a file, or undefined when the file is missing or broken.
 * @param {string} file
 * @returns {any}
 */
export function readJsonIfThere(file) {
  const text = readTextIfThere(file)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Writes a file whole or not at all: a run that is killed leaves no half-written stamp to be believed.
 * @param {string} file
 * @param {string} text
 */
export function writeWhole(file, text) {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, text)
  renameSync(temporary, file)
}
