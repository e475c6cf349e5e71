import type {
  Credential,
  Host,
  Inventory,
  Label,
  Run,
  RunNode,
  Template,
  Token,
  User,
} from '@main/testing/awx/store/records'

/** Who may do what (AWX 9-24, role based access, as far as these users need it). */

export function maySeeTemplate(user: User, template: Template): boolean {
  const { visibleTo } = template.spec
  return user.spec.superuser === true || visibleTo === undefined || visibleTo.includes(user.spec.username)
}

export function mayStart(user: User, template: Template): boolean {
  if (user.spec.superuser === true) return true
  const { startableBy } = template.spec
  if (user.spec.mayStart === false || !maySeeTemplate(user, template)) return false
  return startableBy === undefined || startableBy.includes(user.spec.username)
}

export function mayUse(user: User, inventory: Inventory): boolean {
  return user.spec.superuser === true || !(user.spec.hiddenInventories ?? []).includes(inventory.spec.name)
}

export function mayUseCredential(user: User, { spec }: Credential): boolean {
  return (
    user.spec.superuser === true || spec.usableBy === undefined || spec.usableBy.includes(user.spec.username)
  )
}

export function isMember(user: User, organization: string): boolean {
  const { organizations, superuser } = user.spec
  return superuser === true || organizations === undefined || organizations.includes(organization)
}

/** The creator and superusers. */
export function mayCancel(user: User, run: Run): boolean {
  return user.spec.superuser === true || run.createdBy === user
}

export function mayDelete(user: User): boolean {
  return user.spec.superuser === true
}

/** Any row; those of a kind without a rule are for everybody. */
export function mayRead(user: User, row: object): boolean {
  if (user.spec.superuser === true || user.spec.auditor === true) return true
  if (isTemplate(row)) return maySeeTemplate(user, row)
  if (isRun(row)) {
    return row.createdBy === user || row.template === undefined || maySeeTemplate(user, row.template)
  }
  if (isNode(row)) return mayRead(user, row.workflow)
  if (isToken(row)) return row.user === user
  if (isHost(row)) return mayUse(user, row.inventory)
  if (isInventory(row)) return mayUse(user, row)
  if (isLabel(row)) return isMember(user, row.organization.name)
  return true
}

const isTemplate = (row: object): row is Template => 'kind' in row && 'survey' in row
const isRun = (row: object): row is Run => 'launchType' in row
const isNode = (row: object): row is RunNode => 'ancestorArtifacts' in row
const isToken = (row: object): row is Token => 'refreshToken' in row
const isHost = (row: object): row is Host => 'inventory' in row && 'facts' in row
const isInventory = (row: object): row is Inventory => 'hosts' in row
const isLabel = (row: object): row is Label => 'kind' in row && row.kind === 'label'
