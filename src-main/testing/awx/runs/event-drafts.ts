import { createHash } from 'node:crypto'
import type { JsonObject } from '@shared/lib/json'
import type { ScriptTask } from '@main/testing/awx/catalog/types'
import type { Plan } from '@main/testing/awx/runs/plan'
import { hasFailed, type Run } from '@main/testing/awx/store/records'

const RULE = 79
const CENSORED =
  "the output has been hidden due to the fact that 'no_log: true' was specified for this result"

const red = (text: string): string => `\u001B[0;31m${text}\u001B[0m`
const green = (text: string): string => `\u001B[0;32m${text}\u001B[0m`
const yellow = (text: string): string => `\u001B[0;33m${text}\u001B[0m`

/** An event before it has a number and lines. */
export interface Draft {
  readonly event: string
  readonly display: string
  readonly level: 0 | 1 | 2 | 3
  readonly failed?: boolean
  readonly changed?: boolean
  readonly parent: string
  readonly uuid: string
  readonly host?: string
  readonly play?: string
  readonly task?: string
  readonly role?: string
  readonly stdout: string
  readonly data: JsonObject
  /** 0 is the start of the job, 1 its end. */
  readonly at: number
}

/** All that a job will tell, in order. */
export function draftsOf(run: Run, plan: Plan, playbook: string, over: boolean): readonly Draft[] {
  const uuidOf = (what: string): string => uuid(`${run.id} ${what}`)
  const root = uuidOf('playbook')
  const drafts: Draft[] = [
    draft('playbook_on_start', 'Playbook Started', 0, '', root, 0, '', { playbook, playbook_uuid: root }),
  ]
  const count = plan.tasks.length
  let playName: string | undefined
  let playUuid = root
  const { outcome } = plan
  const fails = over && hasFailed(run) && outcome.kind === 'failed'
  for (const [index, task] of plan.tasks.entries()) {
    const at = (index + 0.5) / (count + 1)
    if (index === 0 || (task.play !== undefined && task.play !== playName)) {
      playName = task.play ?? run.name
      playUuid = uuidOf(`play ${index}`)
      drafts.push({
        ...draft(
          'playbook_on_play_start',
          'Play Started',
          1,
          root,
          playUuid,
          at,
          banner(`PLAY [${playName}]`),
          {
            ...base(playbook, root, playName, playUuid),
            name: playName,
          },
        ),
        play: playName,
      })
    }
    const data = base(playbook, root, playName ?? run.name, playUuid)
    drafts.push(
      ...taskDrafts(task, data, {
        at,
        uuid: uuidOf(`task ${index}`),
        playUuid,
        plan,
        failing: fails && index === count - 1,
      }),
    )
  }
  if (outcome.kind !== 'error' && outcome.kind !== 'never-ends') {
    const host = plan.tasks.at(-1)?.host ?? 'localhost'
    const recap = `${banner('PLAY RECAP')}\n${(fails ? red : green)(host)} : ok=${fails ? count - 1 : count}    changed=${
      plan.tasks.filter(({ changed }) => changed).length
    }    unreachable=0    failed=${fails ? 1 : 0}    skipped=0    rescued=0    ignored=0`
    const extra = plan.extraOutput === '' ? '' : `\n${plan.extraOutput}`
    drafts.push(
      draft('playbook_on_stats', 'Playbook Complete', 1, root, uuidOf('stats'), 1, `${recap}${extra}`, {
        playbook,
        playbook_uuid: root,
        ok: { [host]: count },
        failures: fails ? { [host]: 1 } : {},
        artifact_data: {},
      }),
    )
  }
  return drafts
}

function taskDrafts(
  task: ScriptTask,
  data: PlayData,
  about: { at: number; uuid: string; playUuid: string; plan: Plan; failing: boolean },
): readonly Draft[] {
  const { outcome } = about.plan
  const host =
    (outcome.kind === 'failed' && about.failing ? outcome.host : undefined) ?? task.host ?? 'localhost'
  const taskData: JsonObject = {
    ...data,
    task: task.name,
    task_uuid: about.uuid,
    task_action: task.action ?? 'ansible.builtin.command',
    task_path: `/runner/project/${data.playbook}:${Math.round(about.at * 100)}`,
  }
  const shared = { play: data.play, task: task.name, role: task.role ?? '' }
  const start = {
    ...draft(
      'playbook_on_task_start',
      'Task Started',
      2,
      about.playUuid,
      about.uuid,
      about.at,
      banner(`TASK [${task.name}]`),
      taskData,
    ),
    ...shared,
  }
  const of = (event: string, display: string, stdout: string, res: JsonObject, failed = false): Draft => ({
    ...draft(event, display, 3, about.uuid, uuid(`${about.uuid} ${event}`), about.at, stdout, {
      ...taskData,
      host,
      remote_addr: host,
      res,
      duration: 1.2,
      ignore_errors: null,
      event_loop: null,
    }),
    ...shared,
    host,
    failed,
    changed: task.changed ?? false,
  })
  if (about.failing && outcome.kind === 'failed') return [start, ...failure(outcome, host, of)]
  if (task.rescued !== undefined)
    return [start, ...failure({ kind: 'failed', message: task.rescued }, host, of)]
  const colour = task.changed === true ? yellow : green
  const lines = [colour(`${task.changed === true ? 'changed' : 'ok'}: [${host}]`), ...(task.output ?? [])]
  return [start, of('runner_on_ok', 'Host OK', lines.join('\n'), { changed: task.changed ?? false })]
}

function failure(
  outcome: Extract<Plan['outcome'], { kind: 'failed' }>,
  host: string,
  of: (event: string, display: string, stdout: string, res: JsonObject, failed: boolean) => Draft,
): readonly Draft[] {
  const { message } = outcome
  const failed = (res: JsonObject): Draft => {
    const { _ansible_no_log: _, ...shown } = res
    const line = red(`fatal: [${host}]: FAILED! => ${JSON.stringify(shown)}`)
    return of('runner_on_failed', 'Host Failed', line, res, true)
  }
  if (outcome.noLog === true) return [failed({ censored: CENSORED, changed: false })]
  if (outcome.unreachable === true) {
    const res = { msg: message, changed: false, unreachable: true }
    const line = red(`fatal: [${host}]: UNREACHABLE! => ${JSON.stringify(res)}`)
    return [of('runner_on_unreachable', 'Host Unreachable', line, res, true)]
  }
  if (outcome.loop !== true) return [failed({ msg: message, changed: false, _ansible_no_log: false })]
  // Each item is told by itself, then the loop with all of them.
  const item = { msg: message, failed: true, item: 1, ansible_loop_var: 'item', _ansible_item_label: 1 }
  const line = red(`failed: [${host}] (item=1) => ${JSON.stringify({ item: 1, msg: message })}`)
  return [
    of('runner_item_on_failed', 'Item Failed', line, item, true),
    failed({ msg: 'One or more items failed', changed: false, results: [item] }),
  ]
}

function draft(
  event: string,
  display: string,
  level: Draft['level'],
  parent: string,
  id: string,
  at: number,
  stdout: string,
  data: JsonObject,
): Draft {
  return { event, display, level, parent, uuid: id, at, stdout, data: { ...data, uuid: id } }
}

/** What the events of a play have in common. */
interface PlayData {
  readonly [name: string]: string
  readonly playbook: string
  readonly play: string
}

function base(playbook: string, playbookUuid: string, play: string, playUuid: string): PlayData {
  return { playbook, playbook_uuid: playbookUuid, play, play_uuid: playUuid, play_pattern: 'localhost' }
}

function banner(text: string): string {
  return `\n${text} ${'*'.repeat(Math.max(3, RULE - text.length - 1))}`
}

function uuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
