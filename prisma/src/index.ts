export { connect, connectionConfig, type Database, database } from './client.ts'
export { newId } from './new-id.ts'
