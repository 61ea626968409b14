export { type Plan, type WritingLog, writeChanges } from '../content/write-changes.ts'
export { linkAddress } from '../sharing/link-address.ts'
export { ModelDatabase } from './model/model-database.ts'
export type { ModelEnvironment, Notice } from './model/tables.ts'
export { changeTo, type Parties } from './permissions/change-to.ts'
export { messages } from './permissions/deeds.ts'
export { type Answer, expectedAnswer } from './permissions/expected.ts'
export { type Scene, setScene } from './permissions/scene.ts'
export { changes, isSignedOut, roleOf, type Standing, standings } from './permissions/standing.ts'
export { type WebDoor, webDeeds, webDoors } from './permissions/web-doors.ts'
export {
  expectedPage,
  type PageAnswer,
  type PageAudience,
  type Visitor,
  visitors,
  webPages,
} from './permissions/web-pages.ts'
