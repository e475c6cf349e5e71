import { describe, expect, it } from 'vitest'
import type { SavedFilter } from '@shared/domain/saved-filter'
import { filterOfSaved, nameProblem, savedByPlace, viewOfSaved } from './saved-filters'
import { ALL_HOSTS, filterOf } from './view'

const RHEL: SavedFilter = {
  name: 'RHEL 9 / prod',
  instances: ['prod'],
  lease: 'ends_today',
  filter: '@inv.os.startswith("RHEL 9")',
}

describe('a saved filter', () => {
  it('makes a view that filters by what was saved, and by nothing else', () => {
    const before = { ...ALL_HOSTS, search: 'sat', providers: ['Beaker' as const], kept: '@inv.name' }
    const view = { ...before, ...viewOfSaved(RHEL) }
    expect(filterOf({ ...view, kept: view.filter })).toEqual(filterOfSaved(RHEL))
    expect(filterOfSaved(RHEL)).toEqual({
      instances: ['prod'],
      lease: 'ends_today',
      filter: '@inv.os.startswith("RHEL 9")',
    })
  })

  it('needs a name that no other has, whatever the case', () => {
    expect(nameProblem('  ', [])).toBe('Say a name.')
    expect(nameProblem('x'.repeat(81), [])).toBe('At most 80 characters.')
    expect(nameProblem('rhel 9 / PROD', [RHEL])).toContain('already')
    expect(nameProblem('RHEL 10', [RHEL])).toBeUndefined()
  })

  it('is found by its place, however that is written', () => {
    expect(savedByPlace('RHEL%209%20%2F%20prod', [RHEL])).toBe(RHEL)
    expect(savedByPlace('RHEL 9 / prod', [RHEL])).toBe(RHEL)
    expect(savedByPlace('RHEL', [RHEL])).toBeUndefined()
  })
})
