import { busContract } from './bus-contract.ts'
import { MemoryHub } from './memory-bus.ts'

busContract('in memory', async () => {
  const hub = new MemoryHub()
  const A = hub.connect()
  const B = hub.connect()
  const connect = (connected: boolean) => {
    for (const bus of [A, B]) bus.connected = connected
  }
  return {
    A,
    B,
    shout: async (channel, message) => hub.deliver(channel, message),
    cut: async () => connect(false),
    heal: () => connect(true),
    async [Symbol.asyncDispose]() {
      await A.close()
      await B.close()
    },
  }
})
