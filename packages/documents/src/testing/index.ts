export { ModelDatabase } from './model/model-database.ts'
export type { ModelEnvironment, Notice } from './model/tables.ts'
