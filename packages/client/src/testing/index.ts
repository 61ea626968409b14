export { MemoryServer, type Wire } from './memory-server.ts'
export { MemoryConnection, MemoryTransport } from './memory-transport.ts'
export { offlineStoreContract, type StorePlace } from './offline-store-contract.ts'
export { settle } from './settle.ts'
