import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Mail } from './mail.ts'
import { MailQueue } from './mail-queue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const mailTo = (to: string): Mail => ({ to, subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' })

/** A queue that delivers as `deliver` says, and what became of everything. */
function queueOf(deliver: (mail: Mail) => Promise<void>) {
  const failures: [string, unknown][] = []
  const queue = new MailQueue(deliver, (failure, error) => failures.push([failure, error]))
  return { queue, failures }
}

it('delivers in order, and what makes nothing sends nothing', async () => {
  const delivered: string[] = []
  const { queue, failures } = queueOf(async ({ to }) => void delivered.push(to))
  for (const to of ['a', null, 'b']) queue.add(async () => (to === null ? null : mailTo(to)))
  expect(delivered).toEqual([])
  await vi.runAllTimersAsync()
  expect({ delivered, failures }).toEqual({ delivered: ['a', 'b'], failures: [] })
})

it('goes on whenever there is something again, however often it had nothing to do', async () => {
  const delivered: string[] = []
  const { queue } = queueOf(async ({ to }) => void delivered.push(to))
  for (const to of 'abcdef') {
    queue.add(async () => mailTo(to))
    await vi.runAllTimersAsync()
  }
  expect(delivered.join('')).toBe('abcdef')
})

it('neither makes nor delivers anything while it is asked', () => {
  const work = vi.fn(async () => null)
  const { queue } = queueOf(async () => {})
  queue.add(work)
  expect(work).not.toHaveBeenCalled()
})

it('tries three times, with a pause, and goes on with the next', async () => {
  const tries: string[] = []
  const error = new Error('connection refused')
  const { queue, failures } = queueOf(async ({ to }) => {
    tries.push(to)
    if (to === 'bad') throw error
  })
  queue.add(async () => mailTo('bad'))
  await vi.advanceTimersByTimeAsync(100)
  expect(tries).toEqual(['bad'])
  queue.add(async () => mailTo('good'))
  await vi.runAllTimersAsync()
  expect(tries).toEqual(['bad', 'good', 'bad', 'bad'])
  expect(failures).toEqual([['not_delivered', error]])
})

it('a message that can’t be made is one failure, and not tried again', async () => {
  const error = new Error('no database')
  const make = vi.fn(() => Promise.reject(error))
  const { queue, failures } = queueOf(async () => {})
  queue.add(make)
  await vi.runAllTimersAsync()
  expect(make).toHaveBeenCalledTimes(1)
  expect(failures).toEqual([['not_made', error]])
})

it('holds a thousand while the mail server hangs, four of them in its hands, and gives up what comes then', async () => {
  let atOnce = 0
  const { queue, failures } = queueOf(() => {
    atOnce++
    return new Promise(() => {})
  })
  for (let count = 0; count < 4; count++) queue.add(async () => mailTo(`first ${count}`))
  await vi.runAllTimersAsync()
  for (let count = 0; count < 1_001; count++) queue.add(async () => mailTo(`late ${count}`))
  await vi.runAllTimersAsync()
  expect(atOnce).toBe(4)
  expect(failures).toEqual([['queue_full', undefined]])
})
