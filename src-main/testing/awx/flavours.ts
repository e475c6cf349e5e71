import type { AwxFlavour } from '@main/testing/awx/types'

/** In what the versions differ on the wire. */
export interface Flavour {
  readonly name: AwxFlavour
  readonly version: string
  readonly product: string
  /** Where the controller's own root is: `/api/`, or `/api/controller/` behind the platform gateway. */
  readonly root: string
  readonly gateway: boolean
  /** Labels and tags may be asked at launch (since AWX 21.7). */
  readonly asksLabels: boolean
  /** Execution environments, `launched_by`, `work_unit_id` (since AWX 18). */
  readonly executionEnvironments: boolean
  /** "No WorkflowJob matches the given query." instead of "Not found." (Django REST framework 3.15). */
  readonly namesWhatIsMissing: boolean
}

export const FLAVOURS: Readonly<Record<AwxFlavour, Flavour>> = {
  tower3: {
    name: 'tower3',
    version: '3.8.6',
    product: 'Red Hat Ansible Tower',
    root: '/api/',
    gateway: false,
    asksLabels: false,
    executionEnvironments: false,
    namesWhatIsMissing: false,
  },
  awx: {
    name: 'awx',
    version: '24.6.1',
    product: 'AWX',
    root: '/api/',
    gateway: false,
    asksLabels: true,
    executionEnvironments: true,
    namesWhatIsMissing: true,
  },
  aap24: {
    name: 'aap24',
    version: '4.5.11',
    product: 'Red Hat Ansible Automation Platform',
    root: '/api/',
    gateway: false,
    asksLabels: true,
    executionEnvironments: true,
    namesWhatIsMissing: false,
  },
  aap25: {
    name: 'aap25',
    version: '4.6.2',
    product: 'Red Hat Ansible Automation Platform',
    root: '/api/controller/',
    gateway: true,
    asksLabels: true,
    executionEnvironments: true,
    namesWhatIsMissing: true,
  },
}
