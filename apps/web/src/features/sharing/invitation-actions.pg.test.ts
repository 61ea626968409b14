import { createDocument, createSignIn, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { database } from '@tandem/documents'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inviteAction, renewInvitationAction } from './invitation-actions.ts'

const secret = 'a secret that only this test knows of'
let cookie = ''
const sendMail = vi.hoisted(() => vi.fn())

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => ({ value: cookie }) }) }))
vi.mock('#server/mail/send-mail.ts', () => ({ sendMail }))

let db: TestDatabase

beforeAll(async () => {
  db = await testDatabase()
  const mail = { SMTP_URL: 'smtp://127.0.0.1:1', NEXTAUTH_URL: 'https://tandem.test' }
  const settings = { ...mail, DATABASE_URL: db.url, NEXTAUTH_SECRET: secret, TICKET_SECRET: secret }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
})
afterAll(async () => {
  await database().close()
  await db[Symbol.asyncDispose]()
})

/** Somebody with a document of their own, in their browser; returns its id. */
async function asOwner(verified: boolean): Promise<string> {
  const owner = await createUser(db, { verified })
  cookie = await encode({ token: { sub: owner.id, sid: await createSignIn(db, owner.id) }, secret })
  return (await createDocument(db, { owner })).id
}

test('who has not confirmed their own address has nobody mailed, and nobody invited', async () => {
  const documentId = await asOwner(false)
  const invited = await inviteAction({ documentId, emails: ['zoe@example.test'], role: 'viewer', message: '' })
  expect(invited).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('Confirm') })
  expect(await renewInvitationAction({ documentId, invitationId: 'any' })).toMatchObject({ code: 'forbidden' })
  expect(sendMail).not.toHaveBeenCalled()
  expect(await db.prisma.invitation.count({ where: { documentId } })).toBe(0)
})

test('who has confirmed it invites by mail', async () => {
  const documentId = await asOwner(true)
  const invited = await inviteAction({ documentId, emails: ['zoe@example.test'], role: 'viewer', message: '' })
  expect(invited).toMatchObject({ ok: true, results: [{ email: 'zoe@example.test', outcome: 'invited' }] })
  expect(sendMail).toHaveBeenCalledOnce()
})
