import { memoryStore } from './memory-store.ts'
import { offlineStoreContract } from './testing/index.ts'

offlineStoreContract('memoryStore', async () => {
  const store = memoryStore()
  return { open: async () => store }
})
