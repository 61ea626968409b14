export { createDocument, type DocumentToCreate, type PersonInDocument } from './create-document.ts'
export { createSignIn } from './create-sign-in.ts'
export { type CreatedUser, createUser } from './create-user.ts'
export { type TestDatabase, testDatabase } from './test-database.ts'
