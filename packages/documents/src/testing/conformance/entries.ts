import { limits } from '@tandem/protocol'
import fc from 'fast-check'
import type { ChangeEntry } from '../../log/change-entry.ts'
import { mostly } from './step.ts'
import type { World } from './world.ts'

/** How an entry differs from the one that its replica would honestly send next: mostly not at all. */
type NearlyValid = {
  readonly replica: number
  readonly user: number | null
  readonly signIn: number | null
  readonly rseq: number
  readonly counter: number
  readonly lamport: number
  readonly lamports: number
  readonly characters: number
  readonly references: readonly (readonly [replica: number, back: number])[]
  readonly payload: number
}

const nearlyValid: fc.Arbitrary<NearlyValid> = fc.record({
  replica: fc.constantFrom(0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 4, 5),
  user: mostly<number | null>(null, fc.nat(3)),
  signIn: mostly<number | null>(null, fc.integer({ min: -1, max: 5 })),
  rseq: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: -4, max: 2 }) }),
  counter: mostly(0, fc.integer({ min: -2, max: 2 })),
  lamport: mostly(0, fc.integer({ min: -2, max: 2 })),
  lamports: mostly(0, fc.constantFrom(-2, 1, 2, Number.MAX_SAFE_INTEGER)),
  characters: fc.oneof(
    { weight: 12, arbitrary: fc.nat(4) },
    { weight: 1, arbitrary: fc.constantFrom(-1, limits.maxDocumentCharacters, 2 ** 31) },
  ),
  references: fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5), fc.integer({ min: -3, max: 0 })), {
    maxLength: 1,
  }),
  payload: fc.constantFrom(0, 0, 0, 1),
})

/** Entries of one batch. */
export const batch = fc.array(nearlyValid, { minLength: 1, maxLength: 6 })

/** The entries of a batch for a document as it is now, each as if those before it were appended. */
export function entriesOf(world: World, documentId: string, batch: readonly NearlyValid[]): ChangeEntry[] {
  const document = world.model.document(documentId)
  // One past the last: a replica that was not issued.
  const replicas = document?.nextReplica ?? 1
  const sent = new Map<number, { rseq: number; counter: number }>()
  let lamport = document?.lamport ?? 0
  return batch.map((step) => {
    const replica = 1 + (step.replica % replicas)
    const row = document?.replicas.get(replica)
    const next = sent.get(replica) ?? { rseq: (row?.seqs.length ?? 0) + 1, counter: row?.nextCounter ?? 0 }
    const user = step.user === null ? (row?.userId ?? world.person(0).id) : world.person(step.user).id
    const rseq = next.rseq + step.rseq
    const entry = {
      user,
      signIn: (step.signIn === null ? world.signInOf(user) : world.signIn(step.signIn)).signInId,
      replica,
      rseq,
      lamport: lamport + 1 + step.lamport,
      lamports: Math.min(step.characters + step.lamports, Number.MAX_SAFE_INTEGER),
      counter: next.counter + step.counter,
      characters: step.characters,
      references: new Map(
        step.references.map(([other, back]) => {
          const referred = 1 + (other % replicas)
          return [referred, Math.max(0, (document?.replicas.get(referred)?.nextCounter ?? 0) + back)]
        }),
      ),
      payload: Buffer.from(`${replica}:${rseq}:${step.payload}`),
    }
    if (isHonest(step)) {
      sent.set(replica, { rseq: rseq + 1, counter: entry.counter + step.characters })
      lamport += step.characters
    }
    return entry
  })
}

function isHonest({ user, signIn, rseq, counter, lamport, lamports }: NearlyValid): boolean {
  return user === null && signIn === null && [rseq, counter, lamport, lamports].every((difference) => difference === 0)
}
