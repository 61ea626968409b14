import { createUser } from '@tandem/db/factories'
import { beforeEach, describe, expect, test } from 'vitest'
import { signIn, signUp } from '../accounts/accounts.ts'
import { isVerified, requestVerification, verifyEmail } from '../accounts/verification.ts'
import { hearing } from '../testing/notifications.ts'
import { blockPerson } from './blocked.ts'
import { acceptInvitations, listInvitations, renewInvitation, withdrawInvitation } from './invitations.ts'
import { type InviteInput, invitePeople } from './invite.ts'
import { listPeople } from './people.ts'
import { invitationSeconds, maxInvitedAtOnce } from './sharing-limits.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'
import { link, open } from './testing/shared-link.ts'

let count = 0
let email: string

stageSharedDocument('editor')
beforeEach(async () => {
  email = `new-${++count}@example.test`
})

const invite = (emails: readonly string[], rest: Partial<InviteInput> = {}, verifiedOnly = true) =>
  invitePeople(db, as(alice), document, { emails, role: 'editor', ...rest }, { verifiedOnly })
const waiting = () => listInvitations(db, as(alice), document)
const invitationOf = async (address: string) => (await waiting()).find((one) => one.email === address)?.id ?? ''
const password = 'a long enough one'
const joined = async () => (await signUp(db, { email, name: 'New', password })).userId
const verified = async (userId: string) => {
  const link = await requestVerification(db, userId)
  await verifyEmail(db, { userId }, link?.token ?? '')
}

describe('inviting', () => {
  test('several people at once: each with what became of it', async () => {
    const given = [sam.email, ' NEW@Example.test ', 'no address', bob.email, 'new@example.test']
    expect(await invite(given)).toEqual([
      { email: sam.email, outcome: 'added', userId: sam.id },
      { email: 'new@example.test', outcome: 'invited' },
      { email: 'no address', outcome: 'refused', message: 'That is not an e-mail address.' },
      { email: bob.email, outcome: 'refused', message: 'They have access to it already.' },
    ])
    expect(await roleOf(sam.id)).toBe('editor')
    const [invitation, ...others] = await waiting()
    expect(others).toEqual([])
    expect(invitation).toMatchObject({ email: 'new@example.test', role: 'editor', open: true })
    const seconds = ((invitation?.expiresAt.getTime() ?? 0) - Date.now()) / 1000
    expect(seconds).toBeGreaterThan(invitationSeconds - 60)
    expect(seconds).toBeLessThanOrEqual(invitationSeconds)
  })

  const bad: [what: string, input: unknown][] = [
    ['nobody', { emails: [], role: 'viewer' }],
    ['too many', { emails: Array.from({ length: maxInvitedAtOnce + 1 }, (_, at) => `a${at}@b.test`), role: 'viewer' }],
    ['an owner', { emails: ['a@b.test'], role: 'owner' }],
    ['with a field of their own', { emails: ['a@b.test'], role: 'viewer', userId: 'x' }],
    ['with an operator', { emails: [{ contains: '@' }], role: 'viewer' }],
    ['with a message that hides its end', { emails: ['a@b.test'], role: 'viewer', message: 'a\u202eb' }],
    ['with a message with a NUL', { emails: ['a@b.test'], role: 'viewer', message: 'a\0b' }],
    ['with a long message', { emails: ['a@b.test'], role: 'viewer', message: 'a'.repeat(501) }],
  ]
  test.each(bad)('%s is a bad request', async (_, input) => {
    const call = invitePeople(db, as(alice), document, input as InviteInput, { verifiedOnly: true })
    await expect(call).rejects.toMatchObject({ code: 'bad_request' })
    expect(await waiting()).toEqual([])
  })

  test('an account whose address nobody has shown to be theirs waits, where that is asked for', async () => {
    const squatter = await createUser(db, { email, verified: false })
    expect(await invite([email])).toEqual([{ email, outcome: 'invited' }])
    await acceptInvitations(db, squatter.id)
    expect(await roleOf(squatter.id)).toBeNull()
    expect(await invite([email], {}, false)).toEqual([{ email, outcome: 'added', userId: squatter.id }])
    expect(await waiting()).toEqual([])
  })

  test('again changes the role and waits anew, in one invitation', async () => {
    await invite([email], { role: 'viewer' })
    await invite([email], { role: 'editor' })
    expect(await waiting()).toMatchObject([{ email, role: 'editor' }])
  })
})

describe('an invitation is taken', () => {
  test('by showing that the address is theirs, and tells the servers', async () => {
    await invite([email])
    const userId = await joined()
    expect(await roleOf(userId)).toBeNull()
    const heard = await hearing(db, () => verified(userId))
    expect(await roleOf(userId)).toBe('editor')
    expect(heard).toContain(`tandem_access ${document} ${userId}`)
    expect(await waiting()).toEqual([])
  })

  test('by signing in, when the address was shown before', async () => {
    const person = await createUser(db, { email: `late-${email}`, password })
    await db.prisma.invitation.create({
      data: {
        id: `late-${count}`,
        documentId: document,
        email: person.email,
        role: 'viewer',
        message: '',
        expiresAt: new Date(Date.now() + 60_000),
      },
    })
    await signIn(db, { email: person.email, password, agent: '' })
    expect(await roleOf(person.id)).toBe('viewer')
  })

  test('later, by whoever comes while its document is busy', async () => {
    await invite([email])
    const userId = await joined()
    const busy = await db.owner.connect()
    try {
      await busy.query('BEGIN')
      await busy.query('SELECT FROM document WHERE id = $1 FOR UPDATE', [document])
      await verified(userId)
      expect(await isVerified(db, userId)).toBe(true)
      expect(await signIn(db, { email, password, agent: '' })).toMatchObject({ id: userId })
      expect(await roleOf(userId)).toBeNull()
    } finally {
      await busy.query('ROLLBACK')
      busy.release()
    }
    await acceptInvitations(db, userId)
    expect(await roleOf(userId)).toBe('editor')
  })

  test('E14 by nobody else, by nobody who has not shown it, and by nobody twice', async () => {
    await invite([email])
    const userId = await joined()
    await signIn(db, { email, password, agent: '' })
    await acceptInvitations(db, sam.id)
    expect([await roleOf(userId), await roleOf(sam.id)]).toEqual([null, null])
    await verified(userId)
    await db.prisma.permission.delete({ where: { documentId_userId: { documentId: document, userId } } })
    await acceptInvitations(db, userId)
    expect(await roleOf(userId)).toBeNull()
  })

  test('E14 not when it was withdrawn, nor when its time is over', async () => {
    await invite([email, `second-${email}`])
    // Both may have been made at one moment, so their order says nothing.
    const [first, second] = [await invitationOf(email), await invitationOf(`second-${email}`)]
    await withdrawInvitation(db, as(alice), document, first)
    await db.prisma.invitation.updateMany({ where: { id: second }, data: { expiresAt: new Date() } })
    expect(await waiting()).toMatchObject([{ email: `second-${email}`, open: false }])
    for (const address of [email, `second-${email}`]) {
      const { id } = await createUser(db, { email: address })
      await acceptInvitations(db, id)
      expect(await roleOf(id)).toBeNull()
    }
    const again = await renewInvitation(db, as(alice), document, second)
    expect(again).toEqual({ email: `second-${email}`, role: 'editor', message: '' })
    const late = await db.prisma.user.findUniqueOrThrow({ where: { email: `second-${email}` } })
    await acceptInvitations(db, late.id)
    expect(await roleOf(late.id)).toBe('editor')
  })

  test('however many there are', async () => {
    const { id: userId } = await createUser(db, { email })
    const ids = Array.from({ length: 201 }, (_, at) => `${userId}${at}`)
    await db.prisma.$transaction([
      db.prisma.document.createMany({ data: ids.map((id) => ({ id, title: 'Plans' })) }),
      db.prisma.permission.createMany({
        data: ids.map((documentId) => ({ documentId, userId: alice.id, role: 'owner' as const })),
      }),
      db.prisma.invitation.createMany({
        data: ids.map((id) => ({
          ...{ id, documentId: id, email, role: 'viewer' as const, message: '' },
          expiresAt: new Date(Date.now() + 60_000),
        })),
      }),
    ])
    await acceptInvitations(db, userId)
    expect(await db.prisma.permission.count({ where: { userId, role: 'viewer' } })).toBe(201)
  })

  test('and never takes anything away', async () => {
    await invite([email], { role: 'viewer' })
    const { id } = await createUser(db, { email })
    const { id: linkId, address } = await link({ role: 'editor' })
    await open({ id }, address)
    await acceptInvitations(db, id)
    expect(await roleOf(id)).toBe('editor')
    await db.pool.query('SELECT remove_link($1, $2, $3, $4)', [document, alice.id, '{owner}', linkId])
    expect(await roleOf(id)).toBe('viewer')
  })

  test('by a person who was blocked meanwhile gives nothing', async () => {
    const { id } = await createUser(db, { email, verified: false })
    await invite([email], {}, false)
    await invite([`other-${email}`])
    await blockPerson(db, as(alice), document, id)
    await db.prisma.user.update({ where: { id }, data: { email: `other-${email}`, emailVerified: new Date() } })
    await acceptInvitations(db, id)
    expect(await roleOf(id)).toBeNull()
  })
})

test('nobody but an owner invites, looks, sends again or withdraws; nothing tells who has an account', async () => {
  await invite([email])
  const [invitation] = await waiting()
  for (const [user, code] of [
    [bob, 'forbidden'],
    [sam, 'not_found'],
  ] as const) {
    const input = { emails: [sam.email, 'unknown@example.test'], role: 'viewer' } as const
    const calls = [
      () => invitePeople(db, as(user), document, input, { verifiedOnly: true }),
      () => listInvitations(db, as(user), document),
      () => renewInvitation(db, as(user), document, invitation?.id ?? ''),
      () => withdrawInvitation(db, as(user), document, invitation?.id ?? ''),
    ]
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code })
  }
  const missing = renewInvitation(db, as(alice), document, 'missing')
  await expect(missing).rejects.toMatchObject({ code: 'not_found' })
  expect((await listPeople(db, as(alice), document)).length).toBe(2)
})
