import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { createWorkGate } from './work-gate.ts'

/** The library's default algorithm is argon2id. OWASP's first choice for it: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * Hashing takes a core and 19 MiB for its time. One for each core, so that sign-ins never take all of libuv's threads
 * from the rest of the process; the queue is about two seconds long.
 */
const gate = createWorkGate({ running: availableParallelism(), waiting: 32 * availableParallelism() })

/** The PHC string to keep for `password`. Throws `DomainError('busy')` when too many are being hashed. */
export function hashPassword(password: string): Promise<string> {
  return gate(() => hash(Buffer.from(password), parameters))
}

let dummy: Promise<string> | undefined

/**
 * Whether `password` belongs to `stored`. With `null` (an unknown person, or one without a password) the answer is
 * false after the same work, so that the time tells nothing. Throws `DomainError('busy')` when too many are being
 * verified.
 */
export function verifyPasswordHash(stored: string | null, password: string): Promise<boolean> {
  return gate(async () => {
    dummy ??= hash('nobody has this password', parameters)
    const matches = await verify(stored ?? (await dummy), Buffer.from(password))
    return stored !== null && matches
  })
}
