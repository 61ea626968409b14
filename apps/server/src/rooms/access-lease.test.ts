import { expect, test } from 'vitest'
import { AccessLease, accessLeaseMs } from './access-lease.ts'

function stage() {
  let steady = 1_000
  let wall = 5_000_000
  const lease = new AccessLease([() => steady, () => wall])
  return {
    lease,
    pass(ms: number) {
      steady += ms
      wall += ms
    },
    setWall(ms: number) {
      wall += ms
    },
  }
}

test('A1 nothing may be sent before somebody looked, nor after the lease has run out', () => {
  const { lease, pass } = stage()
  expect(lease.valid).toBe(false)
  lease.renew(lease.moment())
  pass(accessLeaseMs - 1)
  expect(lease.valid).toBe(true)
  pass(1)
  expect(lease.valid).toBe(false)
})

test('A2 it counts from when the look began, not from when it ended', () => {
  const { lease, pass } = stage()
  const began = lease.moment()
  pass(accessLeaseMs)
  lease.renew(began)
  expect(lease.valid).toBe(false)
})

test('A3 who waits goes on when it is valid again, and not for a look that took too long', async () => {
  const { lease, pass } = stage()
  const order: string[] = []
  const waiting = Promise.all([
    lease.renewed().then(() => order.push('first')),
    lease.renewed().then(() => order.push('second')),
  ])
  const began = lease.moment()
  pass(accessLeaseMs)
  lease.renew(began)
  await Promise.resolve()
  expect(order).toEqual([])
  lease.renew(lease.moment())
  await waiting
  expect(order).toEqual(['first', 'second'])
  await lease.renewed()
})

test('A4 a clock that is put ahead ends it, one that is put back does not make it last', () => {
  const { lease, pass, setWall } = stage()
  lease.renew(lease.moment())
  setWall(24 * 60 * 60 * 1000)
  expect(lease.valid).toBe(false)
  lease.renew(lease.moment())
  setWall(-48 * 60 * 60 * 1000)
  expect(lease.valid).toBe(true)
  pass(accessLeaseMs)
  expect(lease.valid).toBe(false)
})
