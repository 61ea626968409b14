export { createDocument, type DocumentToCreate, type PersonInDocument } from './create-document.ts'
export { type CreatedUser, createUser } from './create-user.ts'
export { type TestDatabase, testDatabase } from './test-database.ts'
