import type { Database } from '@tandem/db'
import { createSignIn } from '@tandem/db/factories'
import type { ChangeEntry } from '../log/change-entry.ts'
import { issueReplica } from '../log/replicas.ts'

const noReferences: ReadonlyMap<number, number> = new Map()

/** The sign-in that a person has in tests of the log. */
export function signInOf(userId: string): string {
  return `sign-in-of-${userId}`
}

/** Signs a person in, unless they are. */
export async function signInForTests(db: Database, userId: string): Promise<void> {
  const id = signInOf(userId)
  if (!(await db.prisma.signIn.findUnique({ where: { id } }))) await createSignIn(db, userId, { id })
}

/**
 * Makes the entries that an honest replica would send, one after another: dense rseqs and counters, rising times. The
 * payload is any bytes: the log does not look into it.
 */
export class ReplicaWriter {
  readonly user: string
  readonly replica: number
  rseq = 1
  counter = 0
  lamport = 1

  constructor(user: string, replica: number) {
    this.user = user
    this.replica = replica
  }

  /** A writer with a replica that is issued for it. */
  static async issued(db: Database, documentId: string, userId: string): Promise<ReplicaWriter> {
    await signInForTests(db, userId)
    return new ReplicaWriter(userId, await issueReplica(db, { documentId, userId, sessionId: 'session' }))
  }

  /** The entry that comes next, without having made it: for entries that will be refused. */
  peek(overrides: Partial<ChangeEntry> = {}): ChangeEntry {
    const characters = overrides.characters ?? 1
    return {
      user: this.user,
      signIn: signInOf(overrides.user ?? this.user),
      replica: this.replica,
      rseq: this.rseq,
      lamport: this.lamport,
      lamports: characters,
      counter: this.counter,
      characters,
      references: noReferences,
      payload: Buffer.from(`${this.replica}:${this.rseq}`),
      ...overrides,
    }
  }

  /** The entry that comes next. */
  next(overrides: Partial<ChangeEntry> = {}): ChangeEntry {
    const entry = this.peek(overrides)
    this.rseq = entry.rseq + 1
    this.counter = entry.counter + entry.characters
    this.lamport = entry.lamport + entry.lamports
    return entry
  }
}
