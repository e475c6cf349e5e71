import type { JsonObject } from '@shared/lib/json'
import { present, stamp, take, type Api } from '@main/testing/awx/api'
import { ok } from '@main/testing/awx/http/answer'
import { userOf, type Ask } from '@main/testing/awx/http/ask'
import type { Router } from '@main/testing/awx/http/router'
import { nodeModel } from '@main/testing/awx/query/models'
import { list } from '@main/testing/awx/query/page'
import { findRun } from '@main/testing/awx/resources/runs'
import {
  runPath,
  runSummary,
  templatePath,
  unifiedTemplateSummary,
} from '@main/testing/awx/resources/summaries'
import { mayRead } from '@main/testing/awx/store/access'
import type { RunNode } from '@main/testing/awx/store/records'

/** The nodes of workflow jobs, in the order of their ids, which is not the one of their execution. */
export function addNodes(api: Api, router: Router): void {
  router.add('/workflow_jobs/:id/workflow_nodes/', {
    GET: (ask) =>
      list(api, ask, nodeModel, findRun(api, ask, 'workflow_job').nodes, (node) => showNode(api, node)),
  })
  router.add(
    '/workflow_job_nodes/',
    {
      GET: (ask) => {
        const rows = [...api.store.nodes.values()].filter((node) => mayRead(userOf(ask), node))
        return list(api, ask, nodeModel, rows, (node) => showNode(api, node))
      },
    },
    { model: nodeModel },
  )
  const find = (ask: Ask): RunNode =>
    take(api, userOf(ask), 'WorkflowJobNode', ask.params['id'], { byId: api.store.nodes })
  router.add('/workflow_job_nodes/:id/', { GET: (ask) => ok(showNode(api, find(ask))) })
  for (const edge of ['success', 'failure', 'always'] as const) {
    router.add(`/workflow_job_nodes/:id/${edge}_nodes/`, {
      GET: (ask) => {
        const node = find(ask)
        const next = node.workflow.nodes.filter(({ spec }) => node[edge].includes(spec.key))
        return list(api, ask, nodeModel, next, (each) => showNode(api, each))
      },
    })
  }
}

function showNode(api: Api, node: RunNode): JsonObject {
  const { workflow, template, run, spec } = node
  const path = `/workflow_job_nodes/${node.id}/`
  const to = (keys: readonly string[]): number[] =>
    keys.length === 0 ? [] : workflow.nodes.filter((each) => keys.includes(each.spec.key)).map(({ id }) => id)
  return {
    id: node.id,
    type: 'workflow_job_node',
    url: api.link(path),
    related: present({
      success_nodes: api.link(`${path}success_nodes/`),
      failure_nodes: api.link(`${path}failure_nodes/`),
      always_nodes: api.link(`${path}always_nodes/`),
      unified_job_template: template === undefined ? undefined : api.link(templatePath(template)),
      job: run === undefined ? undefined : api.link(runPath(run)),
      workflow_job: api.link(runPath(workflow)),
    }),
    summary_fields: present({
      job: run === undefined ? undefined : runSummary(api, run),
      workflow_job: { id: workflow.id, name: workflow.name, description: workflow.description },
      unified_job_template: template === undefined ? undefined : unifiedTemplateSummary(template),
    }),
    created: stamp(api, node.createdMs),
    modified: stamp(api, run?.createdMs ?? node.createdMs),
    extra_data: spec.extraData ?? {},
    inventory: null,
    scm_branch: null,
    job_type: null,
    job_tags: null,
    skip_tags: null,
    limit: null,
    diff_mode: null,
    verbosity: null,
    ...(api.flavour.asksLabels
      ? { execution_environment: null, forks: null, job_slice_count: null, timeout: null }
      : {}),
    job: run?.id ?? null,
    workflow_job: workflow.id,
    unified_job_template: template?.id ?? null,
    success_nodes: to(node.success),
    failure_nodes: to(node.failure),
    always_nodes: to(node.always),
    all_parents_must_converge: spec.allParentsMustConverge ?? false,
    do_not_run: node.doNotRun,
    identifier: spec.key,
  }
}
