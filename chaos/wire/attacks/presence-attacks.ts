import { damaged, type Prng } from '@tandem/crdt/testing'
import { encodeUpstream, limits, type Upstream } from '@tandem/protocol'
import type { SpokenAttack } from './attack.ts'
import { binary, forged, message, noise, tags, type Word } from './words.ts'

/** Carets of those who may only read are shown, too. */
const attack = (name: string, burst: number, next: (random: Prng) => Word): SpokenAttack => ({
  stand: 'viewer',
  name,
  burst,
  next: (_, random) => next(random),
})

/** Places in a document: where nothing is, more than there may be, and bytes that are none. */
export const presenceAttacks: readonly SpokenAttack[] = [
  attack('presence: of any anchors', 100, (random) => message(place(random))),
  attack('presence: too many selections', 4, (random) =>
    forged(tags.presence, (out) => {
      out.varint(0)
      out.varint(limits.maxSelections + 1 + random.int(100))
      out.bytes(new Uint8Array(300))
    }),
  ),
  attack('presence: a long anchor', 4, (random) =>
    forged(tags.presence, (out) => {
      const anchor = noise(random, limits.maxAnchorBytes + 1 + random.int(100))
      for (const number of [0, 1, anchor.length]) out.varint(number)
      out.bytes(anchor)
      out.varint(0)
    }),
  ),
  attack('presence: damaged', 4, (random) =>
    binary(damaged(random, encodeUpstream(place(random)), encodeUpstream(place(random)))),
  ),
  attack('presence: too large', 4, (random) =>
    binary(new Uint8Array(limits.maxPresenceBytes + 1 + random.int(2_000)).fill(tags.presence, 0, 1)),
  ),
  attack('message: of no kind', 4, (random) =>
    binary(Uint8Array.of(16 + random.int(112), ...noise(random, random.int(60)))),
  ),
  attack('message: random bytes', 4, (random) =>
    binary(Uint8Array.of(random.int(3), ...noise(random, random.int(200)))),
  ),
]

function place(random: Prng): Upstream {
  const anchor = () => noise(random, random.int(limits.maxAnchorBytes + 1))
  const selections = Array.from({ length: random.int(5) }, () => ({ anchor: anchor(), head: anchor() }))
  return { kind: 'presence', activity: random.pick(['active', 'idle'] as const), selections, company: null }
}
