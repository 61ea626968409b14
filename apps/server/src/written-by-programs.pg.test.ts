import { createDocument, createSignIn } from '@tandem/db/factories'
import { createToken, holderOfToken, readLog, readRevision, replaceText, setProperty } from '@tandem/documents'
import { expect, test } from 'vitest'
import { settled, testServer, until } from './testing/test-server.ts'

/** Alice has a document open, and Bob has a program with a token of his. */
async function scene() {
  const server = await testServer()
  const [alice, bob] = [await server.createUser('Alice'), await server.createUser('Bob')]
  const people = [{ userId: bob.id, role: 'editor' as const }]
  const { id } = await createDocument(server.db, { owner: alice, text: 'one\ntwo\n', people })
  const signInId = await createSignIn(server.db, bob.id)
  const wanted = { name: 'A program', scopes: ['documents:write' as const], days: 7 }
  const { secret } = await createToken(server.db, { userId: bob.id, signInId }, wanted)
  const program = await holderOfToken(server.db, secret)
  if (!program) throw new Error('a token that was just made')
  const A = server.open(alice, id)
  await settled(A)
  return { server, program, bob, id, A, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test('A98 a text that a program puts is seen by whoever has the document open, merged with what they type', async () => {
  await using stage = await scene()
  const { server, program, bob, id, A } = stage
  const base = await readRevision(server.db, program, id)
  A.edit([{ from: 3, to: 3, insert: ', typed' }])
  await settled(A)
  await replaceText(server.db, program, id, { base, text: 'one\ntwo, put\n' })
  await until(A, () => A.doc?.toString() === 'one, typed\ntwo, put\n')
  A.edit([{ from: 0, to: 3, insert: 'ONE' }])
  await settled(A)
  await replaceText(server.db, program, id, { base: null, text: 'ONE, typed\n' })
  await until(A, () => A.doc?.toString() === 'ONE, typed\n')
  const [last] = (await readLog(server.db, id, { after: base, limit: 10 })).slice(-1)
  expect(last?.userId).toBe(bob.id)
  expect(A.authorOf(last?.replica ?? 0)).toBe(bob.id)
})

test('A98 a property that a program sets shows at once', async () => {
  await using stage = await scene()
  const { server, program, id, A } = stage
  await setProperty(server.db, program, id, { key: 'language', value: 'rust' })
  await until(A, () => A.doc?.properties.get('language') === 'rust')
  expect(server.lines).toEqual([])
})
