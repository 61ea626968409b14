import type { Prng } from '@tandem/crdt/testing'
import { limits } from '@tandem/protocol'
import { opcode } from '@tandem/protocol/testing/raw-socket'
import type { SpokenAttack } from './attack.ts'
import { binary, noise, type Word } from './words.ts'

/** What ends a connection at once: it needs no more than one word, the others come behind. */
const attack = (name: string, next: (random: Prng) => Word): SpokenAttack => ({
  stand: 'connected',
  name,
  burst: 2,
  next: (_, random) => next(random),
})

const text = (payload: string): Word => ({ opcode: opcode.text, payload })

/** What is no WebSocket's, no Engine.IO's or no Socket.IO's word. */
export const connectionAttacks: readonly SpokenAttack[] = [
  attack('socket: text', (random) =>
    text(random.pick(['hello', '', '9', '2probe', '4', '40', '42["op",{}]', '42["op"', '421["frame"]', '43-1[]', '6'])),
  ),
  attack('socket: announced attachments', (random) =>
    text(`45${random.pick(['1', '99', '-1', ''])}-["frame",{"_placeholder":true,"num":${random.int(9)}}]`),
  ),
  attack('socket: control packets', (random) =>
    binary(Uint8Array.of(0x80 | random.int(128), ...noise(random, random.pick([0, 4, 2_000])))),
  ),
  attack('socket: not masked', (random) => ({
    ...binary(noise(random, 1 + random.int(40))),
    options: { masked: false },
  })),
  attack('socket: reserved bits', (random) => ({
    ...binary(noise(random, 1 + random.int(40))),
    options: { reserved: 1 + random.int(7) },
  })),
  attack('socket: opcodes', (random) => ({
    opcode: random.pick([0, 3, 7, 8, 9, 10, 11, 15]),
    payload: noise(random, random.pick([0, 1, 130])),
  })),
  attack('socket: a message in pieces', (random) => ({
    opcode: random.pick([opcode.binary, opcode.continuation]),
    payload: noise(random, random.int(100)),
    options: { final: random.chance(0.3) },
  })),
  attack('socket: text that is not UTF-8', (random) => ({
    opcode: opcode.text,
    payload: Uint8Array.of(0x34, 0xc3, 0x28, ...noise(random, random.int(20))),
  })),
  attack('socket: too large', (random) => binary(new Uint8Array(limits.maxFrameBytes + 1 + random.int(1_000)))),
]
