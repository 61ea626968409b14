import { type Change, encodeChange, type Operation } from '@tandem/crdt'
import { damaged, hostileChange, type Prng } from '@tandem/crdt/testing'
import { limits } from '@tandem/protocol'
import type { Speaker } from '../speaker.ts'
import type { SpokenAttack } from './attack.ts'
import { binary, forgedPush, message, noise, type Word } from './words.ts'

/** A push that says of itself what the log may take of it: of everything else nothing may ever be found there. */
const attack = (
  name: string,
  burst: number,
  next: (speaker: Speaker, random: Prng) => Word,
  stand: 'viewer' | 'editor' = 'editor',
): SpokenAttack => ({ stand, name, burst, next })

/** So many words where each is only refused; so few where one of them ends the connection. */
const many = 100
const few = 2

const push = (payload: Uint8Array): Word => message({ kind: 'push', changes: [payload] })

/** An attack of changes that are as an honest one would be but for something. None is ever taken. */
const nearly = (name: string, twist: (change: Change, random: Prng) => Change): SpokenAttack =>
  attack(name, many, (speaker, random) => push(encodeChange(twist(speaker.spareChange(), random))))

/** One whose only operation is this one. */
const doing = (name: string, operation: (random: Prng) => Operation): SpokenAttack =>
  nearly(name, (change, random) => ({ ...change, operations: [operation(random)] }))

/** A replica that wrote the document's first text, and one that nobody has. */
const others = 1
const nobody = 2 ** 30

/** Pushes: of changes that are right, that nearly are, and of bytes that are none. */
export const pushAttacks: readonly SpokenAttack[] = [
  attack('push: honest changes', many, (speaker, random) => push(speaker.mayBeTaken(speaker.honest(random)))),
  attack('push: many honest changes at once', few, (speaker, random) =>
    message({
      kind: 'push',
      changes: Array.from({ length: 1 + random.int(20) }, () => speaker.mayBeTaken(speaker.honest(random))),
    }),
  ),
  attack('push: valid, as nobody makes it', few, (speaker, random) => {
    const honest = speaker.honest(random)
    const hostile = encodeChange(hostileChange(random, speaker.doc, speaker.replica))
    return message({ kind: 'push', changes: [honest, hostile].map((payload) => speaker.mayBeTaken(payload)) })
  }),
  attack('push: the same again', many, (speaker, random) =>
    push(speaker.mayBeTaken(speaker.last ?? speaker.honest(random))),
  ),
  nearly('push: a gap', (change, random) => {
    const rseq = random.pick([change.rseq + 1, change.rseq + 1 + random.int(1_000), limits.maxRseq])
    return { ...change, rseq, lamport: change.lamport + 1 }
  }),
  nearly("push: somebody else's replica", (change, random) => ({ ...change, replica: random.pick([others, nobody]) })),
  nearly('push: a time from the future', (change, random) => ({
    ...change,
    lamport: change.lamport + random.pick([10 ** 9, 2 ** 40]),
  })),
  nearly('push: names of its own choice', (change, random) => ({
    ...change,
    counter: change.counter + 1 + random.int(1_000),
    lamport: change.lamport + 2_000,
  })),
  doing('push: behind what is not there', (random) => ({
    kind: 'insert',
    left: { replica: random.pick([others, nobody]), counter: 10 ** 8 + random.int(100) },
    right: null,
    text: 'x',
  })),
  doing('push: before what is not there', (random) => ({
    kind: 'insert',
    left: null,
    right: { replica: random.pick([others, nobody]), counter: 10 ** 8 + random.int(100) },
    text: 'x',
  })),
  doing('push: deletes what is not there', (random) => ({
    kind: 'delete',
    replica: random.pick([others, nobody]),
    counter: random.int(10),
    length: 10 ** 8,
  })),
  attack('push: a damaged change', few, (speaker, random) => {
    const payload = speaker.honest(random)
    // It may be right by chance, as one with another letter is.
    return push(speaker.mayBeTaken(damaged(random, payload, encodeChange(speaker.spareChange()))))
  }),
  attack('push: a damaged message', few, (speaker, random) => {
    const payload = speaker.mayBeTaken(speaker.honest(random))
    const frame = push(payload).payload
    const other = push(encodeChange(speaker.spareChange())).payload
    return speaker.mayHold(binary(damaged(random, Buffer.from(frame), Buffer.from(other))))
  }),
  attack('push: bytes that are no change', few, (_, random) => push(noise(random, random.int(200)))),
  attack('push: nothing', few, () => message({ kind: 'push', changes: [] })),
  attack('push: too many changes', few, (speaker, random) =>
    forgedPush(
      Array.from({ length: limits.maxPushChanges + 1 + random.int(9) }, () => encodeChange(speaker.spareChange())),
    ),
  ),
  attack('push: a change that is too long', few, (_, random) =>
    forgedPush([new Uint8Array(limits.maxChangeBytes + 1 + random.int(1_000))]),
  ),
  attack('push: too many bytes', few, (speaker) => {
    const change = encodeChange({ ...speaker.spareChange(), operations: [long] })
    return message({ kind: 'push', changes: [change, change] })
  }),
  attack('push: a viewer', many, (speaker) => push(encodeChange(speaker.spareChange())), 'viewer'),
  attack('push: a viewer, no change', few, (_, random) => push(noise(random, 1 + random.int(90))), 'viewer'),
]

/** Half of what a push may hold, and a little. */
const long: Operation = { kind: 'insert', left: null, right: null, text: 'x'.repeat(limits.maxPushBytes / 2) }
