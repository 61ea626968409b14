import { createSignIn, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimRequest, releaseRequest, rememberAnswer } from './answered-requests.ts'
import { createToken } from './tokens.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const answer = { status: 201, headers: { location: '/x' }, body: '{"id":"x"}' }

async function request(key = 'a key') {
  const { id: userId } = await createUser(db)
  const signInId = await createSignIn(db, userId)
  const { id: tokenId } = await createToken(
    db,
    { userId, signInId },
    { name: 'A', scopes: ['documents:read'], days: 7 },
  )
  return { tokenId, key, fingerprint: Buffer.alloc(32, 1) }
}

/** Makes what is known of a request older. */
const age = (tokenId: string, by: string) =>
  db.owner.query('UPDATE answered_request SET claimed_at = claimed_at - $2::interval WHERE token_id = $1', [
    tokenId,
    by,
  ])

test('a request is taken on once, and answered the same from then on', async () => {
  const named = await request()
  expect(await claimRequest(db, named)).toEqual({ kind: 'new' })
  expect(await claimRequest(db, named)).toEqual({ kind: 'under way' })
  await rememberAnswer(db, named, answer)
  expect(await claimRequest(db, named)).toEqual({ kind: 'answered', answer })
})

test('of many at once one is taken on', async () => {
  const named = await request()
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimRequest(db, named)))
  expect(claims.filter(({ kind }) => kind === 'new').length).toBe(1)
})

test('another request under the same name is told so, answered or not', async () => {
  const named = await request()
  const other = { ...named, fingerprint: Buffer.alloc(32, 2) }
  await claimRequest(db, named)
  expect(await claimRequest(db, other)).toEqual({ kind: 'another' })
  await rememberAnswer(db, named, answer)
  expect(await claimRequest(db, other)).toEqual({ kind: 'another' })
})

test('one that was given back is taken on again', async () => {
  const named = await request()
  await claimRequest(db, named)
  await releaseRequest(db, named)
  expect(await claimRequest(db, named)).toEqual({ kind: 'new' })
})

test('one that nobody is working on any more may have been done: it is not taken on again', async () => {
  const named = await request()
  await claimRequest(db, named)
  await age(named.tokenId, '61 seconds')
  expect(await claimRequest(db, named)).toEqual({ kind: 'unknown' })
  expect(await claimRequest(db, { ...named, fingerprint: Buffer.alloc(32, 2) })).toEqual({ kind: 'another' })
  await rememberAnswer(db, named, answer)
  expect(await claimRequest(db, named)).toEqual({ kind: 'answered', answer })
})

test('an answer is forgotten after a day, and is no other token’s', async () => {
  const [named, other] = [await request(), await request()]
  await claimRequest(db, named)
  await rememberAnswer(db, named, answer)
  expect(await claimRequest(db, other)).toEqual({ kind: 'new' })
  await age(named.tokenId, '25 hours')
  expect(await claimRequest(db, named)).toEqual({ kind: 'new' })
})
