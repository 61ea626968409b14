export type { TabLocks } from '../lanes.ts'
export { type IndexedDbStore, indexedDbStore } from './indexed-db-store.ts'
export { forgetOthers, leaveDevice, type UnsentWork, unsentWork } from './leave-device.ts'
export { webLocks } from './tab-locks.ts'
