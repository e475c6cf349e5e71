import type { Link } from '@shared/domain/link'
import { resolvePath } from './address'

/** Tower 3, upstream AWX, AAP up to 2.4, and AAP from 2.5 on, behind its platform gateway. */
export type Flavour = 'tower3' | 'awx' | 'aap24' | 'aap25'

/** The pages of jobs, as addresses of the user interface name them. */
export type JobPage = 'workflow' | 'playbook' | 'project' | 'inventory' | 'management' | 'command'

/** Which server this is and where its pages are. */
export interface TowerApi {
  readonly flavour: Flavour
  /** Of the controller: "4.6.2". */
  readonly version: string
  /** "AAP 2.5, controller 4.6.2", "AWX 24.6.1", "Tower 3.8.6". */
  readonly title: string
  /** As configured, with a slash at the end: "https://tower.example.com/". */
  readonly baseUrl: string
  /** What stands before "jobs/9/", with slashes at both ends: "/api/controller/v2/". */
  readonly prefix: string
  /** The page of a job in the server's user interface. */
  uiLink(kind: JobPage, id: number): Link
  /** The page of a template in the server's user interface. */
  templateLink(kind: 'workflow' | 'job_template', id: number): Link
  /** The page of an inventory in the server's user interface; `kind` as the API has it, empty for an ordinary one. */
  inventoryLink(inventory: { readonly id: number; readonly kind: string }): Link
  /** The API's own page of a path that the server told or that is relative to the prefix. */
  apiLink(path: string): Link
}

/** AAP by the controller's version: 4.4 came with AAP 2.3 and, as 4.5, with 2.4. */
const AAP_OF_CONTROLLER: Readonly<Record<string, string>> = {
  '4.0': '2.0',
  '4.1': '2.1',
  '4.2': '2.2',
  '4.3': '2.3',
  '4.4': '2.4',
  '4.5': '2.4',
  '4.6': '2.5',
  '4.7': '2.6',
}

/** The flavour by what the server tells: whether a gateway stands before it, its version and its product's name. */
export function flavourOf(gateway: boolean, version: string, product: string | undefined): Flavour {
  if (gateway) return 'aap25'
  if (version.startsWith('3.')) return 'tower3'
  return version.startsWith('4.') && product !== 'AWX' ? 'aap24' : 'awx'
}

function titleOf(flavour: Flavour, version: string): string {
  if (flavour === 'tower3') return `Tower ${version}`
  if (flavour === 'awx') return `AWX ${version}`
  const aap = AAP_OF_CONTROLLER[version.split('.').slice(0, 2).join('.')]
  return `AAP${aap === undefined ? '' : ` ${aap}`}, controller ${version}`
}

export function towerApi(options: {
  readonly base: URL
  readonly prefix: string
  readonly flavour: Flavour
  readonly version: string
}): TowerApi {
  const { base, prefix, flavour, version } = options
  const baseUrl = base.href
  // The user interface moved with each generation; the addresses are those that its own pages have.
  const ui = (path: string): Link => ({ label: 'Open in AnsibleTower', url: `${baseUrl}${path}` })
  return {
    flavour,
    version,
    title: titleOf(flavour, version),
    baseUrl,
    prefix,
    uiLink: (kind, id) => {
      if (flavour === 'aap25') return ui(`execution/jobs/${kind}/${id}/output`)
      if (flavour === 'tower3') {
        const page = kind === 'management' ? 'system' : kind
        return ui(kind === 'workflow' ? `#/workflows/${id}` : `#/jobs/${page}/${id}`)
      }
      return ui(`#/jobs/${kind}/${id}/output`)
    },
    templateLink: (kind, id) => {
      const noun = kind === 'workflow' ? 'workflow_job_template' : 'job_template'
      if (flavour === 'aap25') {
        const page = kind === 'workflow' ? 'workflow-job-template' : 'job-template'
        return ui(`execution/templates/${page}/${id}/details`)
      }
      return ui(flavour === 'tower3' ? `#/templates/${noun}/${id}` : `#/templates/${noun}/${id}/details`)
    },
    inventoryLink: ({ id, kind }) => {
      const noun = kind === '' ? 'inventory' : kind === 'smart' ? 'smart_inventory' : 'constructed_inventory'
      if (flavour === 'aap25') return ui(`execution/infrastructure/inventories/${noun}/${id}/details`)
      return ui(flavour === 'tower3' ? `#/inventories/${noun}/${id}` : `#/inventories/${noun}/${id}/details`)
    },
    apiLink: (path) => ({
      label: 'Open in the API',
      url: (resolvePath(base, prefix, path) ?? base).href,
    }),
  }
}
