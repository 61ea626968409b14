import { damaged } from '@tandem/crdt/testing'
import { encodeUpstream, limits } from '@tandem/protocol'
import type { SpokenAttack } from './attack.ts'
import { binary, message, noise, tags } from './words.ts'

const attack = (name: string, burst: number, next: SpokenAttack['next']): SpokenAttack => ({
  stand: 'viewer',
  name,
  burst,
  next,
})

const claim = (seq: number, digest: string) => ({ kind: 'diverged', seq, digest }) as const

/** Claims to show something else than the log: without end, and in bytes that are no such claim. */
export const divergedAttacks: readonly SpokenAttack[] = [
  attack('diverged: again and again', 100, (_, random) => message(claim(random.int(1_000), `${random.int(10 ** 9)}`))),
  attack('diverged: damaged', 4, (_, random) => {
    const frame = encodeUpstream(claim(random.int(1_000), 'abc'))
    return binary(damaged(random, frame, frame))
  }),
  attack('diverged: too large', 4, (_, random) =>
    binary(Uint8Array.of(tags.diverged, ...noise(random, limits.maxDivergedBytes + random.int(2_000)))),
  ),
]
