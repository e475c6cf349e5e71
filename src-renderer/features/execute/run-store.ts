import type { Artifacts } from '@shared/domain/execute'
import { Kept } from '@renderer/app/kept'
import { DraftStore } from '@renderer/features/checkout/checkout-draft'

/** The drafts of the Run page in this window. */
export const runDrafts = new DraftStore(window.localStorage, 'run')

/** Which artifacts were asked for last. */
export const wantedArtifacts = new Kept<Artifacts | 'none'>('none')
