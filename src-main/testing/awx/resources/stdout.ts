import type { Api } from '@main/testing/awx/api'
import { ApiError, ok, type Answer } from '@main/testing/awx/http/answer'
import type { Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { findRun } from '@main/testing/awx/resources/runs'
import { eventsOf } from '@main/testing/awx/runs/events'
import { hasFailed, isFinal, type Run } from '@main/testing/awx/store/records'

const MOST_BYTES = 1_048_576
// oxlint-disable-next-line no-control-regex
const ANSI = /\u001B\[[0-9;]*m/g

/** What a job printed, in every format. Workflow jobs have none. */
export function addStdout(api: Api, router: Router): void {
  for (const [path, kind] of [
    ['/jobs/:id/stdout/', 'job'],
    ['/project_updates/:id/stdout/', 'project_update'],
  ] as const) {
    router.add(path, { GET: (ask) => stdout(api, ask, findRun(api, ask, kind)) })
  }
}

export function stdoutOf(run: Run, nowMs: number): string {
  if (run.kind === 'project_update') return isFinal(run) ? updateOutput(run) : ''
  return eventsOf(run, nowMs)
    .filter((event) => event.stdout !== '')
    .map((event) => `${event.stdout}\n`)
    .join('')
}

function updateOutput(run: Run): string {
  const begin = 'PLAY [Update source tree]\n\nTASK [update project using git]\n'
  if (!hasFailed(run)) return `${begin}ok: [localhost]\n`
  const msg = `Failed to download remote objects and refs: fatal: repository '${run.name}' not found`
  return `${begin}\u001B[0;31mfatal: [localhost]: FAILED! => ${JSON.stringify({ changed: false, msg })}\u001B[0m\n`
}

function stdout(api: Api, ask: Ask, run: Run): Answer {
  const text = stdoutOf(run, api.now())
  const format = ask.query.get('format') ?? acceptedFormat(ask)
  if (format === 'txt_download' || format === 'ansi_download') {
    return {
      status: 200,
      text: format === 'txt_download' ? text.replaceAll(ANSI, '') : text,
      type: 'text/plain; charset=utf-8',
      headers: {
        'Content-Disposition': `attachment; filename="${run.kind}_${run.id}${format === 'ansi_download' ? '.ansi' : ''}.txt"`,
      },
    }
  }
  const bytes = Buffer.byteLength(text)
  if (bytes > MOST_BYTES) return tooLarge(ask, format, bytes)
  const cut = range(ask, text)
  switch (format) {
    case 'txt':
      return { status: 200, text: text.replaceAll(ANSI, ''), type: 'text/plain; charset=utf-8' }
    case 'ansi':
      return { status: 200, text, type: 'text/plain; charset=utf-8' }
    case 'json':
      return ok({
        range: { start: cut.start, end: cut.end, absolute_end: cut.absoluteEnd },
        content:
          ask.query.get('content_encoding') === 'base64'
            ? Buffer.from(cut.text).toString('base64')
            : cut.text,
      })
    case 'html':
    case 'api':
      return {
        status: 200,
        type: 'text/html; charset=utf-8',
        text: `<html><body class="${
          ask.query.get('dark') === '1' ? 'ansi_dark' : 'ansi_light'
        }"><div class="body_contents"><pre>${escaped(cut.text.replaceAll(ANSI, ''))}</pre></div></body></html>`,
      }
  }
  throw new ApiError({ status: 404, json: { detail: 'Not found.' } })
}

/** The page of the browsable API comes first: whoever does not care gets it. */
function acceptedFormat(ask: Ask): string {
  for (const accepted of (ask.headers['accept'] ?? '').split(',')) {
    const type = accepted.replace(/;.*/s, '').trim()
    if (type === 'application/json') return 'json'
    if (type === 'text/plain') return 'txt'
    if (type === '*/*' || type.startsWith('text/')) break
  }
  return 'api'
}

function tooLarge(ask: Ask, format: string, bytes: number): Answer {
  const text = `Standard Output too large to display (${bytes} bytes), only download supported for sizes over ${MOST_BYTES} bytes.`
  if (format !== 'json') return { status: 200, text, type: 'text/plain; charset=utf-8' }
  const encoded = ask.query.get('content_encoding') === 'base64' ? Buffer.from(text).toString('base64') : text
  return ok({ range: { start: 0, end: 1, absolute_end: 1 }, content: encoded })
}

interface Cut {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly absoluteEnd: number
}

/** Lines from `start_line` (negative: from the end) to before `end_line`. */
function range(ask: Ask, text: string): Cut {
  const lines = text.split('\n').slice(0, -1)
  const absoluteEnd = lines.length
  const first = Number(ask.query.get('start_line') ?? '0') || 0
  const start = Math.min(absoluteEnd, first < 0 ? Math.max(0, absoluteEnd + first) : first)
  const last = ask.query.get('end_line')
  const end =
    last === null || last === '' ? absoluteEnd : Math.min(absoluteEnd, Math.max(start, Number(last) || 0))
  return {
    text: lines
      .slice(start, end)
      .map((line) => `${line}\n`)
      .join(''),
    start,
    end,
    absoluteEnd,
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
