import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { settle } from './testing/settle.ts'
import { Author, Stage, welcome } from './testing/stage.ts'
import { streamUnpacker, type Unpacker } from './unpacker.ts'

const bob = new Author(9)
bob.type('packed')
const state = bob.doc.snapshot()
const packed = {
  seq: 1,
  coding: 'deflate-raw' as const,
  size: state.length,
  state: new Uint8Array(deflateRawSync(state)),
}

/** An unpacker that is done when it is told to be. */
function heldUnpacker(): { unpacker: Unpacker; finish(): Promise<void> } {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const real = streamUnpacker()
  let unpacked: Promise<unknown> = Promise.resolve()
  return {
    unpacker: {
      codings: real.codings,
      async unpack(snapshot) {
        await gate
        const state = real.unpack(snapshot)
        unpacked = state.catch(() => {})
        return state
      },
    },
    async finish() {
      open()
      await settle()
      // Decompression runs outside of JavaScript: its end is no microtask.
      await unpacked
      await settle()
    },
  }
}

test('a session says which packings it can undo', async () => {
  const { unpacker } = heldUnpacker()
  const stage = new Stage({ unpacker })
  expect((await stage.greeted()).codings).toEqual(unpacker.codings)
})

test('a packed snapshot is opened, and what came behind it waits its turn', async () => {
  const { unpacker, finish } = heldUnpacker()
  const stage = new Stage({ unpacker })
  await stage.greeted()
  stage.wire.say(welcome({ head: 1, snapshot: packed }))
  stage.echo(2, bob.type(', then more'))
  await settle()
  expect(stage.text).toBe(null)
  await finish()
  expect(stage.text).toBe('packed, then more')
  expect(stage.session.state.phase).toBe('live')
})

test('a connection that goes while its snapshot is unpacked takes it along', async () => {
  const { unpacker, finish } = heldUnpacker()
  const stage = new Stage({ unpacker })
  await stage.greeted()
  stage.wire.say(welcome({ head: 1, snapshot: packed }))
  stage.wire.cut()
  stage.clock.turn(1000)
  await stage.join()
  await finish()
  expect(stage.text).toBe('')
})

test('a snapshot that does not unpack is asked for again', async () => {
  const { unpacker, finish } = heldUnpacker()
  const stage = new Stage({ unpacker })
  await stage.greeted()
  stage.wire.say(welcome({ head: 1, snapshot: { ...packed, size: packed.size + 1 } }))
  await finish()
  expect(stage.wire.isOpen).toBe(false)
  stage.clock.turn(1000)
  await stage.join()
  expect(stage.session.state.phase).toBe('live')
})
