export type { TabLocks } from '../lanes.ts'
export { type IndexedDbStore, indexedDbStore } from './indexed-db-store.ts'
export { dropRescue, forgetOthers, leaveDevice, loseDocument, type UnsentWork, unsentWork } from './leave-device.ts'
export { webLocks } from './tab-locks.ts'
