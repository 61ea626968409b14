import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { apiStage } from './testing/api-stage.ts'

vi.mock('server-only', () => ({}))

let stage: Awaited<ReturnType<typeof apiStage>>
beforeAll(async () => {
  stage = await apiStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

test('what was done is answered so, also when the answer can’t be kept', async () => {
  await stage.db.owner.query(`
    CREATE FUNCTION keep_nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
    CREATE TRIGGER keep_nothing BEFORE UPDATE ON answered_request FOR EACH ROW EXECUTE FUNCTION keep_nothing();
  `)
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const alice = await stage.person('Alice')
  const asked = { body: { title: 'Plan' }, headers: { 'idempotency-key': 'once' } }
  expect((await alice.ask('POST', '/documents', asked)).status).toBe(201)
  expect(told).toHaveBeenCalledWith(expect.stringContaining('answer_not_kept'), expect.anything())
  expect((await alice.ask('POST', '/documents', asked)).status).toBe(409)
  expect(await stage.db.prisma.permission.count({ where: { userId: alice.id } })).toBe(1)
})
