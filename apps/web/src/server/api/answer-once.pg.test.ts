import { database } from '@tandem/documents'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { apiStage } from './testing/api-stage.ts'

vi.mock('server-only', () => ({}))

let stage: Awaited<ReturnType<typeof apiStage>>
beforeAll(async () => {
  stage = await apiStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

/** Lets the next statement of that name be done, and its answer be lost. */
function loseAnswerOf(name: string): void {
  const { pool } = database()
  const { query } = pool
  pool.query = new Proxy(query, {
    async apply(target, self, given) {
      const result: unknown = await Reflect.apply(target, self, given)
      if (given[0]?.name !== name) return result
      pool.query = query
      throw new Error('Connection terminated unexpectedly')
    },
  })
}

test('an edit whose commit was not answered is never made twice under its key', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const alice = await stage.person('Alice')
  const { id } = await stage.document(alice, 'text')
  const at = `/documents/${id}/content`
  const headers = { 'idempotency-key': 'once', 'if-match': '*' }
  const edit = () => alice.ask('PATCH', at, { body: { edits: [{ from: 0, to: 0, insert: 'a' }] }, headers })
  loseAnswerOf('append_whole')
  expect((await edit()).status).toBe(500)
  expect(told).toHaveBeenCalledTimes(1)
  expect(await (await edit()).json()).toMatchObject({ status: 409, code: 'conflict' })
  await stage.db.owner.query(`UPDATE answered_request SET claimed_at = claimed_at - interval '61 seconds'`)
  expect(await (await edit()).json()).toMatchObject({ status: 409, code: 'outcome_unknown', field: 'Idempotency-Key' })
  expect(await (await alice.ask('GET', at)).text()).toBe('atext')
  told.mockRestore()
})

test('a document that was made is not made again because it could not be read afterwards', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const alice = await stage.person('Alice')
  const make = () => alice.ask('POST', '/documents', { body: {}, headers: { 'idempotency-key': 'once' } })
  await stage.db.owner.query(`
    CREATE FUNCTION gone_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN DELETE FROM document d WHERE d.id = NEW.id; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER gone_at_once AFTER INSERT ON document DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION gone_at_once();
  `)
  expect((await make()).status).toBe(500)
  await stage.db.owner.query('DROP TRIGGER gone_at_once ON document')
  expect((await make()).status).toBe(409)
  told.mockRestore()
})

test('what was done is answered so, also when the answer can’t be kept', async () => {
  await stage.db.owner.query(`
    CREATE FUNCTION keep_nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
    CREATE TRIGGER keep_nothing BEFORE UPDATE ON answered_request FOR EACH ROW EXECUTE FUNCTION keep_nothing();
  `)
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const alice = await stage.person('Alice')
  const asked = { body: { title: 'Plan' }, headers: { 'idempotency-key': 'once' } }
  expect((await alice.ask('POST', '/documents', asked)).status).toBe(201)
  expect(told).toHaveBeenCalledWith(expect.stringContaining('answer_not_kept'))
  expect((await alice.ask('POST', '/documents', asked)).status).toBe(409)
  expect(await stage.db.prisma.permission.count({ where: { userId: alice.id } })).toBe(1)
})
