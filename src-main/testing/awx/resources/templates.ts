import type { JsonObject } from '@shared/lib/json'
import { notFound, stamp, take, type Api } from '@main/testing/awx/api'
import { detail, invalid, ok, type Answer } from '@main/testing/awx/http/answer'
import { bodyOf, userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { templateNodeModel } from '@main/testing/awx/query/leaf-models'
import type { Model } from '@main/testing/awx/query/model'
import {
  jobModel,
  jobTemplateModel,
  labelModel,
  unifiedTemplateModel,
  workflowRunModel,
  workflowTemplateModel,
} from '@main/testing/awx/query/models'
import { list } from '@main/testing/awx/query/page'
import { showLabel } from '@main/testing/awx/resources/labels'
import { showRun } from '@main/testing/awx/resources/run-shape'
import { templatePath, unifiedTemplateSummary } from '@main/testing/awx/resources/summaries'
import { showTemplate } from '@main/testing/awx/resources/template-shape'
import { showProject } from '@main/testing/awx/resources/users'
import { mayRead, mayStart } from '@main/testing/awx/store/access'
import type { Template, TemplateNode, UnifiedTemplate, User } from '@main/testing/awx/store/records'

const MOST_LABELS = 100

export const templateKey = ({ name, organization }: UnifiedTemplate): string =>
  `${name}++${organization.name}`

/** The template that a path names, of one kind. */
export function findTemplate(api: Api, ask: Ask, kind: Template['kind']): Template {
  const model = kind === 'job_template' ? 'JobTemplate' : 'WorkflowJobTemplate'
  const ofKind = new Map([...api.store.templates].filter(([, each]) => each.kind === kind))
  const found = take(api, userOf(ask), model, ask.params['id'], { byId: ofKind, key: templateKey })
  if (found.kind === 'project') throw notFound(api, model)
  return found
}

/** Who may read it, and with `role_level` those on which the reader has that role. */
function readable<T extends UnifiedTemplate>(ask: Ask, rows: readonly T[]): readonly T[] {
  const reader = userOf(ask)
  const role = ask.query.get('role_level')
  return rows.filter((row) => {
    if (!mayRead(reader, row)) return false
    if (role === null || role === 'read_role') return true
    if (row.kind === 'project') return reader.spec.superuser === true
    return role === 'execute_role' ? mayStart(reader, row) : reader.spec.superuser === true
  })
}

export function addTemplates(api: Api, router: Router): void {
  addKind(api, router, {
    kind: 'workflow_job_template',
    path: '/workflow_job_templates/',
    model: workflowTemplateModel,
    rows: () => api.store.workflowTemplates(),
    runs: ['workflow_jobs', workflowRunModel],
  })
  addKind(api, router, {
    kind: 'job_template',
    path: '/job_templates/',
    model: jobTemplateModel,
    rows: () => api.store.jobTemplates(),
    runs: ['jobs', jobModel],
  })
  router.add('/workflow_job_templates/:id/workflow_nodes/', {
    GET: (ask) => {
      const template = findTemplate(api, ask, 'workflow_job_template')
      const nodes = template.kind === 'workflow_job_template' ? template.nodes : []
      return list(api, ask, templateNodeModel, nodes, (node) => showTemplateNode(api, node))
    },
  })
  router.add('/workflow_job_template_nodes/', {
    GET: (ask) =>
      list(api, ask, templateNodeModel, [...api.store.templateNodes.values()], (node) =>
        showTemplateNode(api, node),
      ),
  })
  const findNode = (ask: Ask): TemplateNode =>
    take(api, userOf(ask), 'WorkflowJobTemplateNode', ask.params['id'], { byId: api.store.templateNodes })
  router.add('/workflow_job_template_nodes/:id/', { GET: (ask) => ok(showTemplateNode(api, findNode(ask))) })
  for (const edge of ['success', 'failure', 'always'] as const) {
    router.add(`/workflow_job_template_nodes/:id/${edge}_nodes/`, {
      GET: (ask) => {
        const node = findNode(ask)
        const next = node.template.nodes.filter(({ spec }) => node[edge].includes(spec.key))
        return list(api, ask, templateNodeModel, next, (each) => showTemplateNode(api, each))
      },
    })
  }
  router.add('/unified_job_templates/', {
    GET: (ask) => {
      const rows = readable(ask, [...api.store.templates.values()])
      return list(api, ask, unifiedTemplateModel, rows, (row) => showUnified(api, userOf(ask), row))
    },
  })
}

function showUnified(api: Api, reader: User, row: UnifiedTemplate): JsonObject {
  return row.kind === 'project' ? showProject(api, row) : showTemplate(api, reader, row, false)
}

function addKind(
  api: Api,
  router: Router,
  about: {
    readonly kind: Template['kind']
    readonly path: string
    readonly model: Model
    readonly rows: () => readonly Template[]
    readonly runs: readonly [string, Model]
  },
): void {
  const { kind, path, model } = about
  const find = (ask: Ask): Template => findTemplate(api, ask, kind)
  router.add(
    path,
    {
      GET: (ask) =>
        list(api, ask, model, readable(ask, about.rows()), (row) =>
          showTemplate(api, userOf(ask), row, false),
        ),
    },
    { model },
  )
  router.add(`${path}:id/`, { GET: (ask) => ok(showTemplate(api, userOf(ask), find(ask), true)) })
  router.add(`${path}:id/survey_spec/`, { GET: (ask) => ok(surveySpec(find(ask))) })
  router.add(`${path}:id/labels/`, {
    GET: (ask) => list(api, ask, labelModel, [...find(ask).labels], (row) => showLabel(api, row)),
    POST: (ask) => attachLabel(api, ask, find(ask)),
  })
  router.add(`${path}:id/${about.runs[0]}/`, {
    GET: (ask) =>
      list(api, ask, about.runs[1], find(ask).runs, (run) => showRun(api, userOf(ask), run, false)),
  })
}

/** As saved; defaults of passwords are hidden. Empty without a survey. */
function surveySpec({ survey }: Template): JsonObject {
  if (survey === undefined) return {}
  return {
    name: '',
    description: '',
    spec: survey.map((question) => ({
      question_name: question.question_name,
      question_description: question.question_description ?? '',
      required: question.required ?? false,
      type: question.type,
      variable: question.variable,
      min: question.min ?? null,
      max: question.max ?? null,
      choices: typeof question.choices === 'string' ? question.choices : [...(question.choices ?? [])],
      new_question: true,
      default:
        question.type === 'password' && (question.default ?? '') !== ''
          ? '$encrypted$'
          : (question.default ?? ''),
    })),
  }
}

/** Attaches an existing or a new one; 204 either way. */
function attachLabel(api: Api, ask: Ask, template: Template): Answer {
  const { id, name, organization, disassociate } = bodyOf(ask)
  const known = [...api.store.labels.values()].find((label) =>
    typeof id === 'number' ? label.id === id : label.name === name && label.organization.id === organization,
  )
  if (disassociate === true) {
    if (known !== undefined) template.labels.delete(known)
    return { status: 204 }
  }
  if (template.labels.size >= MOST_LABELS) {
    throw invalid({ msg: `Maximum number of labels for ${template.name} reached.` })
  }
  if (known !== undefined) {
    template.labels.add(known)
    return { status: 204 }
  }
  const owner = api.store.organizations.get(Number(organization))
  if (typeof name !== 'string' || owner === undefined) throw detail(400, 'Invalid label.')
  template.labels.add(api.store.addLabel(name, owner, api.now()))
  return { status: 204 }
}

function showTemplateNode(api: Api, node: TemplateNode): JsonObject {
  const { template, spec } = node
  const path = `/workflow_job_template_nodes/${node.id}/`
  const to = (keys: readonly string[]): number[] =>
    template.nodes.filter((each) => keys.includes(each.spec.key)).map(({ id }) => id)
  const target = targetOf(api, node)
  return {
    id: node.id,
    type: 'workflow_job_template_node',
    url: api.link(path),
    related: {
      success_nodes: api.link(`${path}success_nodes/`),
      failure_nodes: api.link(`${path}failure_nodes/`),
      always_nodes: api.link(`${path}always_nodes/`),
      workflow_job_template: api.link(templatePath(template)),
      ...(target === undefined ? {} : { unified_job_template: api.link(templatePath(target)) }),
    },
    summary_fields: {
      workflow_job_template: { id: template.id, name: template.name, description: template.description },
      ...(target === undefined ? {} : { unified_job_template: unifiedTemplateSummary(target) }),
    },
    created: stamp(api, node.createdMs),
    modified: stamp(api, node.createdMs),
    extra_data: spec.extraData ?? {},
    inventory: null,
    limit: null,
    workflow_job_template: template.id,
    unified_job_template: target?.id ?? null,
    success_nodes: to(node.success),
    failure_nodes: to(node.failure),
    always_nodes: to(node.always),
    all_parents_must_converge: spec.allParentsMustConverge ?? false,
    identifier: spec.key,
  }
}

function targetOf(api: Api, { spec }: TemplateNode): UnifiedTemplate | undefined {
  const { runs } = spec
  return [...api.store.templates.values()].find(
    (each) =>
      ('jobTemplate' in runs && each.kind === 'job_template' && each.name === runs.jobTemplate) ||
      ('workflow' in runs && each.kind === 'workflow_job_template' && each.name === runs.workflow) ||
      ('projectUpdate' in runs && each.kind === 'project' && each.name === runs.projectUpdate),
  )
}
