import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWorkGate } from './work-gate.ts'

/** Work that ends when told to. */
function pending() {
  const { promise, resolve, reject } = deferred()
  return { work: () => promise, resolve, reject }
}

function deferred() {
  let resolve: (value: string) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<string>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}

describe('a work gate', () => {
  test('runs some at once, lets some wait in order, and refuses the rest at once', async () => {
    const gate = createWorkGate({ running: 2, waiting: 2 })
    const jobs = Array.from({ length: 5 }, pending)
    const order: number[] = []
    const results = jobs.map(({ work }, index) =>
      gate(() => {
        order.push(index)
        return work()
      }),
    )
    await expect(results[4]).rejects.toMatchObject({ code: 'busy' })
    expect(order).toEqual([0, 1])
    jobs[1]?.resolve('one')
    await results[1]
    expect(order).toEqual([0, 1, 2])
    jobs[0]?.reject(new Error('failed'))
    await expect(results[0]).rejects.toThrow('failed')
    expect(order).toEqual([0, 1, 2, 3])
    jobs[2]?.resolve('two')
    jobs[3]?.resolve('three')
    expect(await Promise.all([results[1], results[2], results[3]])).toEqual(['one', 'two', 'three'])
  })

  test('never runs too many and never loses a place', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { maxLength: 30 }),
        fc.scheduler(),
        async (running, jobs, scheduler) => {
          const gate = createWorkGate({ running, waiting: 100 })
          let active = 0
          const results = jobs.map((succeeds, index) =>
            gate(async () => {
              active++
              expect(active).toBeLessThanOrEqual(running)
              await scheduler.schedule(Promise.resolve(), `job ${index}`)
              active--
              if (!succeeds) throw new Error('failed')
            }),
          )
          const settled = Promise.allSettled(results)
          await scheduler.waitFor(settled)
          expect((await settled).map(({ status }) => status === 'fulfilled')).toEqual(jobs)
          expect(active).toBe(0)
          expect(await gate(async () => 'free')).toBe('free')
        },
      ),
    )
  })
})
