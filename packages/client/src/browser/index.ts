export { type IndexedDbStore, indexedDbStore } from './indexed-db-store.ts'
export { forgetOthers, leaveDevice, type UnsentWork, unsentWork } from './leave-device.ts'
export { type TabLocks, webLocks } from './tab-locks.ts'
