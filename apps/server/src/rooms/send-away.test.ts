import { expect, test } from 'vitest'
import { Room } from './room.ts'
import { sendAway } from './send-away.ts'
import { memoryParts } from './testing/memory-parts.ts'

const turn = () => new Promise(setImmediate)

test('A1 everybody is sent away, at moments of their own, within two seconds', async () => {
  const { parts } = memoryParts()
  const { clock } = parts
  const room = await Room.open('doc', parts, (_, error) => expect.unreachable(String(error)))
  if (!room) throw new Error('the document is there')
  const codes: string[] = []
  const many = 2_000
  for (let number = 0; number < many; number++) {
    const connection = {
      closed: false,
      congested: false,
      send() {},
      refuse() {},
      drained: async () => {},
      close: ({ code }: { readonly code: string }) => void codes.push(code),
    }
    room.join(connection, { id: `${number}`, name: `${number}`, hue: 0 }, `sign-in ${number}`, [])
  }
  let next = 0
  let done = false
  const sent = sendAway([room], clock, () => next++ / many).then(() => {
    done = true
  })
  await turn()
  expect(codes.length).toBe(0)
  clock.turn(1_000)
  await turn()
  expect(codes.length).toBeGreaterThan(many * 0.4)
  expect(codes.length).toBeLessThan(many * 0.6)
  expect(done).toBe(false)
  clock.turn(1_000)
  await sent
  expect(codes.length).toBe(many)
  expect(new Set(codes)).toEqual(new Set(['drain']))
  expect(room.size).toBe(0)
})
