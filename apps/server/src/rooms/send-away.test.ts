import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { soleNode } from '../cluster/sole-node.ts'
import { createLogger } from '../observability/logger.ts'
import { createMetrics } from '../observability/metrics.ts'
import { noDigests } from '../storage/digests.ts'
import { memoryStage } from '../storage/memory-stage.ts'
import { AccessLease } from './access-lease.ts'
import { Commits } from './commits.ts'
import { Heartbeats } from './heartbeats.ts'
import { Room } from './room.ts'
import { sendAway } from './send-away.ts'

const turn = () => new Promise(setImmediate)

test('A1 everybody is sent away, at moments of their own, within two seconds', async () => {
  const { log } = memoryStage()
  const clock = new FakeClock()
  const room = await Room.open(
    'doc',
    {
      log,
      snapshotter: {
        latest: async () => null,
        opened() {},
        grew() {},
        closed() {},
        idle: async () => {},
        close: async () => {},
      },
      digests: noDigests,
      cluster: soleNode({ clock, logger: createLogger('silent') }),
      lease: new AccessLease([() => 0]),
      clock,
      logger: createLogger('silent'),
      metrics: createMetrics(),
      commits: new Commits(log, clock, setImmediate),
      heartbeats: new Heartbeats(clock),
    },
    (_, error) => expect.unreachable(String(error)),
  )
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
