import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../factories/test-database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const denied = { code: '42501' }

test('every connection works as the application, whoever it signs in as', async () => {
  const { rows } = await db.pool.query('SELECT current_user AS role, session_user <> current_user AS taken')
  expect(rows).toEqual([{ role: 'tandem_app', taken: true }])
  expect(await db.prisma.$queryRaw`SELECT current_user::text AS role`).toEqual([{ role: 'tandem_app' }])
})

test('it may read and append to the log, and no more', async () => {
  const { rows } = await db.pool.query(
    `SELECT p AS privilege, has_table_privilege('operation', p) AS has
      FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p`,
  )
  expect(rows.filter(({ has }) => has).map(({ privilege }) => privilege)).toEqual(['SELECT', 'INSERT'])
  await expect(db.pool.query('UPDATE operation SET seq = seq')).rejects.toMatchObject(denied)
  await expect(db.pool.query('DELETE FROM operation')).rejects.toMatchObject(denied)
})

test('it has no say over tables, functions and triggers', async () => {
  const statements = [
    'ALTER TABLE operation DISABLE TRIGGER ALL',
    'DROP TRIGGER operation_append_only ON operation',
    'CREATE TABLE public.other (id int)',
    'DROP TABLE snapshot',
    'TRUNCATE snapshot',
    `CREATE OR REPLACE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'`,
    `SET session_replication_role = 'replica'`,
  ]
  for (const statement of statements) await expect(db.pool.query(statement), statement).rejects.toMatchObject(denied)
})

test('tables of later migrations are open to it', async () => {
  await db.owner.query('CREATE TABLE later (id serial PRIMARY KEY)')
  await db.pool.query('INSERT INTO later DEFAULT VALUES')
  expect((await db.pool.query('DELETE FROM later RETURNING id')).rows).toEqual([{ id: 1 }])
})
