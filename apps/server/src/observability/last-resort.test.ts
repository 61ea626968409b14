import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { surviveUncaughtErrors } from './last-resort.ts'
import { createLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'

function stage() {
  const process = new EventEmitter()
  const lines: Record<string, unknown>[] = []
  const metrics = createMetrics()
  surviveUncaughtErrors(
    process,
    createLogger('warn', { write: (line: string) => lines.push(JSON.parse(line)) }),
    metrics,
  )
  const counted = async () => (await metrics.uncaught.get()).values[0]?.value ?? 0
  return { process, lines, counted }
}

test('O1 errors that nobody caught are recorded and counted, and nothing ends', async () => {
  const { process, lines, counted } = stage()
  process.emit('uncaughtException', new Error('thrown'))
  process.emit('unhandledRejection', new Error('rejected'))
  process.emit('unhandledRejection', undefined)
  expect(lines).toMatchObject([
    { level: 50, event: 'uncaughtException', err: { message: 'thrown' } },
    { level: 50, event: 'unhandledRejection', err: { message: 'rejected' } },
    { level: 50, event: 'unhandledRejection' },
  ])
  expect(await counted()).toBe(3)
})

test('O2 a log that nobody reads any more is not an error to log', async () => {
  const { process, lines, counted } = stage()
  process.emit('uncaughtException', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  expect([lines, await counted()]).toEqual([[], 1])
})
