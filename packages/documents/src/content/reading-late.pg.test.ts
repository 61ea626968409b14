import { createSignIn } from '@tandem/db/factories'
import { expect, test, vi } from 'vitest'
import { endSignIn } from '../accounts/sign-ins.ts'
import { removePerson } from '../sharing/people.ts'
import { alice, as, bob, db, document, stageSharedDocument } from '../sharing/testing/shared-document.ts'
import { openAtOnce } from './content-limits.ts'
import { planRevert } from './plan-revert.ts'
import { openingGate, readContent } from './read-content.ts'

stageSharedDocument('editor')

/** Asks while others open so many documents that it has to wait, and lets it go on when `meanwhile` has happened. */
async function kept<T>(ask: () => Promise<T>, meanwhile: () => Promise<void>): Promise<PromiseSettledResult<T>> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const others = Array.from({ length: openAtOnce }, () => openingGate(() => released))
  using queries = vi.spyOn(db.pool, 'query')
  const asked = Promise.allSettled([ask()])
  // It has been let in, and stands behind the others.
  await expect.poll(() => queries.mock.settledResults.some(({ type }) => type === 'fulfilled')).toBe(true)
  await meanwhile()
  release()
  await Promise.all(others)
  const [settled] = await asked
  return settled
}

test('who is removed while a text waits to be opened for them does not get it', async () => {
  const holder = { userId: bob.id, signInId: await createSignIn(db, bob.id) }
  const read = await kept(
    () => readContent(db, holder, document),
    () => removePerson(db, as(alice), document, bob.id),
  )
  expect(read).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } })
})

test('nor who is signed out meanwhile', async () => {
  const holder = { userId: bob.id, signInId: await createSignIn(db, bob.id) }
  const read = await kept(
    () => readContent(db, holder, document),
    () => endSignIn(db, holder),
  )
  expect(read).toMatchObject({ status: 'rejected', reason: { code: 'auth_required' } })
})

test('nor what would undo somebody’s changes', async () => {
  const plan = await kept(
    () => planRevert(db, as(bob), document, { userId: alice.id, seconds: null }),
    () => removePerson(db, as(alice), document, bob.id),
  )
  expect(plan).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } })
})
