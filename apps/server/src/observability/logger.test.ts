import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

function logged(log: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = []
  log(createLogger('info', { write: (line: string) => void lines.push(line) }))
  expect(lines.length).toBe(1)
  expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1)
  return JSON.parse(lines[0] ?? '')
}

test('O3 a line is one JSON object with a time, also when what is logged has lines of its own', () => {
  expect(logged((logger) => logger.info({ document: 'a\nb' }, 'two\nlines'))).toMatchObject({
    level: 30,
    service: 'collab',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    document: 'a\nb',
    msg: 'two\nlines',
  })
})

test('O4 of a database error it is not written which row it is about', () => {
  const error = Object.assign(new Error('duplicate key value violates unique constraint'), {
    code: '23505',
    detail: 'Key (document_id, seq)=(d, 1), payload=what somebody wrote already exists.',
    where: 'SQL statement with what somebody wrote',
    parameters: ['what somebody wrote'],
    cause: new Error('below'),
  })
  const line = logged((logger) => logger.error({ err: error }, 'failed'))
  expect(line).toMatchObject({ err: { type: 'Error', code: '23505', cause: { message: 'below' } } })
  expect(JSON.stringify(line)).not.toContain('what somebody wrote')
})

test('O5 what is thrown without being an error, and a ring of causes, are logged too', () => {
  expect(logged((logger) => logger.error({ err: 'text' }, 'failed'))).toMatchObject({
    err: { type: 'string', message: 'text' },
  })
  const ring = new Error('ring')
  ring.cause = ring
  expect(logged((logger) => logger.error({ err: ring }, 'failed'))).toMatchObject({ err: { message: 'ring' } })
})
