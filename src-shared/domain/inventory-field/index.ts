/**
 * Broker's columns of its inventory: expressions of `inventory_fields` and `inventory_list_vars` (docs/settings.md). They
 * are read into a tree and evaluated by us, over the fields that filters have.
 */
export { fieldNames, readInventoryField, type FieldColumn, type InventoryField } from './read'
export { fieldColumnsSchema, fieldText, type FieldColumns, type FieldValue } from './parts'
export { valueOfField } from './value'
