/**
 * A faithful AWX/AAP for tests and for trying the application: it speaks the REST API v2 over real HTTP(S).
 * README.md in this folder says what it holds and how to make trouble.
 */
export { startAwx } from '@main/testing/awx/server'
export { AWX_FLAVOURS } from '@main/testing/awx/types'
export type {
  AwxFlavour,
  AwxOptions,
  AwxServer,
  AwxUser,
  Counters,
  JobRecord,
  LaunchRecord,
  RecordedRequest,
  RequestMatch,
  RunStatus,
  TokenRecord,
  Trouble,
  TroubleHandle,
  TroubleKind,
  TroubleRule,
  TroubleSettings,
} from '@main/testing/awx/types'
export type {
  AskOnLaunch,
  Catalog,
  Given,
  HostSpec,
  InventorySpec,
  JobScript,
  JobTemplateSpec,
  Machine,
  NodeRuns,
  NodeSpec,
  Outcome,
  RunInput,
  ScriptTask,
  SurveyQuestion,
  UserSpec,
  WorkflowSpec,
  World,
} from '@main/testing/awx/catalog/types'
export { demoCatalog } from '@main/testing/awx/catalog/demo'
export { emptyCatalog, manyHosts, manyWorkflows, wideWorkflow } from '@main/testing/awx/catalog/builders'
