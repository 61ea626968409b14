import { createSignIn, createUser } from '@tandem/db/factories'
import { beforeEach, expect, test } from 'vitest'
import { disableAccount, enableAccount } from '../accounts/accounts.ts'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { endSignIn } from '../accounts/sign-ins.ts'
import { createDocument } from '../documents/create.ts'
import { listAccessRequests, requestAccess } from '../sharing/access-requests.ts'
import { setLinkApproval } from '../sharing/links.ts'
import { openLink } from '../sharing/open-link.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from '../sharing/testing/shared-document.ts'
import { link, secret } from '../sharing/testing/shared-link.ts'
import { behind, waiting } from '../testing/waiting.ts'
import type { Actor } from './actor.ts'

stageSharedDocument('viewer')

let address: string
beforeEach(async () => {
  address = (await link({ role: 'editor' })).address
})

const deeds: readonly [what: string, deed: (actor: Actor) => Promise<unknown>][] = [
  ['make a document', (actor) => createDocument(db, actor, { title: 'Of nobody' })],
  ['open a link', (actor) => openLink(db, secret, actor, { address })],
  ['ask for access', (actor) => requestAccess(db, actor, document, { role: 'editor' })],
]

const ends: readonly [how: string, sql: string, code: string][] = [
  ['their sign-ins end', 'SELECT end_sign_ins($1, NULL)', 'auth_required'],
  ['their account is closed', 'SELECT set_disabled($1, true)', 'account_disabled'],
]
const cells = deeds.flatMap(([what, deed]) => ends.map(([how, sql, code]) => [what, how, deed, sql, code] as const))

const signedIn = async ({ id }: { readonly id: string }): Promise<SignInHolder> => ({
  userId: id,
  signInId: await createSignIn(db, id),
})

/** Nothing was made, opened or asked for by Sam. */
async function expectNothingOf({ userId }: SignInHolder): Promise<void> {
  expect(await roleOf(userId)).toBeNull()
  expect(await listAccessRequests(db, as(alice), document)).toEqual([])
  expect(await db.prisma.document.count({ where: { title: 'Of nobody' } })).toBe(0)
}

test.each(cells)('who asks to %s while %s waits, and nothing comes of it', async (_, __, deed, sql, code) => {
  const holder = await signedIn(sam)
  const outcome = await behind(db, [sql, [sam.id]], () => deed(holder))
  await enableAccount(db, sam.id)
  expect(outcome).toMatchObject({ status: 'rejected', reason: { code } })
  await expectNothingOf(holder)
})

test.each(deeds)('nobody can %s at a sign-in that has ended, that is another’s, or that is none', async (_, deed) => {
  const [ended, other] = [await signedIn(sam), await signedIn(bob)]
  await endSignIn(db, ended)
  for (const signInId of [ended.signInId, other.signInId, 'none', '']) {
    await expect(deed({ userId: sam.id, signInId })).rejects.toMatchObject({ code: 'auth_required' })
  }
  await expectNothingOf(ended)
})

test.each(deeds)('nobody can %s with a closed account, or without one', async (_, deed) => {
  const closed = await createUser(db)
  await disableAccount(db, closed.id)
  await expect(deed({ userId: closed.id })).rejects.toMatchObject({ code: 'account_disabled' })
  await expect(deed({ userId: 'gone' })).rejects.toMatchObject({ code: 'auth_required' })
})

test('who has a lower role and comes by a link that asks is in nobody’s way who ends their sign-ins', async () => {
  const asking = await link({ role: 'editor' })
  await setLinkApproval(db, as(alice), document, asking.id, true)
  const holder = await signedIn(bob)
  const ending = await db.owner.connect()
  try {
    await ending.query('BEGIN')
    await ending.query('SELECT FROM "user" WHERE id = $1 FOR UPDATE', [bob.id])
    const opened = Promise.allSettled([openLink(db, secret, holder, { address: asking.address })])
    await expect.poll(() => waiting(db)).toBe(1)
    // The document is free: had the link taken it first, this would wait for the link, and the link for this.
    await ending.query('SELECT lock_person($1)', [bob.id])
    await ending.query('COMMIT')
    expect(await opened).toMatchObject([{ reason: { code: 'forbidden' } }])
  } finally {
    await ending.query('ROLLBACK')
    ending.release()
  }
})
