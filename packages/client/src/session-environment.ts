import { systemClock } from '@tandem/protocol'
import { memoryStore } from './memory-store.ts'
import type { SessionOptions } from './session-options.ts'
import { socketIoTransport } from './socket-io-transport.ts'
import { streamUnpacker } from './unpacker.ts'

/** Everything that a session has from outside. What it does follows from this alone, and from what comes in. */
export type SessionEnvironment = Required<Omit<SessionOptions, 'url'>>

/** What a session is made of, with the machine's own where nothing else was said. */
export function environmentOf({ url, ...options }: SessionOptions): SessionEnvironment {
  return {
    ...options,
    store: options.store ?? memoryStore(),
    clock: options.clock ?? systemClock,
    transport: options.transport ?? socketIoTransport(url),
    unpacker: options.unpacker ?? streamUnpacker(),
    sendSoon: options.sendSoon ?? queueMicrotask,
    random: options.random ?? Math.random,
  }
}
