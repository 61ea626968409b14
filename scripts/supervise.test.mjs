import { expect, onTestFinished, test, vi } from 'vitest'
import { supervise } from './supervise.mjs'

/** A part that ends when it is told to, and counts its lives. */
function part() {
  const lives = { started: 0, stopped: 0 }
  /** @type {(how: string) => void} */
  let end = () => {}
  return {
    lives,
    die: () => end('SIGKILL'),
    start: async () => {
      lives.started++
      /** @type {Promise<string>} */
      const ended = new Promise((resolve) => {
        end = resolve
      })
      return {
        ended,
        stop: async () => {
          lives.stopped++
          end('SIGTERM')
        },
      }
    },
  }
}

const options = { name: 'part', signal: new AbortController().signal }

test('a part that dies is started again, and that is said', async () => {
  const { start, die, lives } = part()
  const log = vi.fn()
  const supervised = await supervise({ ...options, start, log })
  die()
  await vi.waitFor(() => expect(lives.started).toBe(2))
  await vi.waitFor(() => expect(log).toHaveBeenCalledWith('The part runs again'))
  expect(log).toHaveBeenCalledWith('The part ended (SIGKILL): starting it again')
  await supervised.stop()
})

test('a part that is stopped stays stopped', async () => {
  const { start, lives } = part()
  const log = vi.fn()
  const supervised = await supervise({ ...options, start, log })
  await supervised.stop()
  expect(lives).toEqual({ started: 1, stopped: 1 })
  expect(log).not.toHaveBeenCalled()
})

test('a start that fails is tried again, but never the first', async () => {
  const { start, die, lives } = part()
  const failing = vi.fn(start)
  const log = vi.fn()
  const supervised = await supervise({ ...options, start: failing, log })
  failing.mockRejectedValueOnce(new Error('port busy'))
  die()
  await vi.waitFor(() => expect(lives.started).toBe(2))
  expect(log).toHaveBeenCalledWith(expect.stringMatching(/^port busy\nTrying again in 0\.\d s$/))
  await supervised.stop()

  const never = supervise({ ...options, start: () => Promise.reject(new Error('broken')), log })
  await expect(never).rejects.toThrow('broken')
})

test('the pauses begin anew with a part that has run for a while', async () => {
  const { start, die } = part()
  const failing = vi.fn(start)
  const log = vi.fn()
  const now = vi.spyOn(performance, 'now')
  onTestFinished(() => now.mockRestore())
  const supervised = await supervise({ ...options, start: failing, log })
  const runsAgain = (/** @type {number} */ times) =>
    vi.waitFor(
      () => expect(log.mock.calls.filter(([line]) => line === 'The part runs again')).toHaveLength(times),
      10_000,
    )
  for (const times of [1, 2]) {
    now.mockReturnValue(times * 10_000)
    failing.mockRejectedValueOnce(new Error('port busy'))
    die()
    await runsAgain(times)
  }
  const pauses = log.mock.calls.flatMap(([line]) => /Trying again in (.*) s/.exec(line)?.[1] ?? [])
  expect(pauses).toEqual(['0.2', '0.2'])
  await supervised.stop()
})

test('stopping while it waits for the next try ends the waiting', async () => {
  const { start, die, lives } = part()
  const supervised = await supervise({ ...options, start, log: () => {} })
  die()
  await supervised.stop()
  expect(lives.started).toBe(1)
})
