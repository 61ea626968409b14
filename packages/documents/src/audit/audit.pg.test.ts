import { createSignIn } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { changePassword, disableAccount, enableAccount, signIn, signUp } from '../accounts/accounts.ts'
import { connectProvider, disconnectProvider } from '../accounts/provider-sign-in.ts'
import { endAllSignIns } from '../accounts/sign-ins.ts'
import { createDocument as makeDocument } from '../documents/create.ts'
import { renameDocument } from '../documents/rename.ts'
import { restoreDocument, trashDocument } from '../documents/trash.ts'
import { admitGuest, becomeMember } from '../sharing/guests.ts'
import { linkAddress } from '../sharing/link-address.ts'
import { changeLink, createLink, removeLink, renewLink } from '../sharing/links.ts'
import { openLink } from '../sharing/open-link.ts'
import { addPerson, changeRole, removePerson } from '../sharing/people.ts'
import { alice, as, bob, db, document, sam, stageSharedDocument } from '../sharing/testing/shared-document.ts'
import { audit } from './audit.ts'
import { auditEventNames } from './audit-event.ts'
import { listActivity } from './list-activity.ts'

const secret = 'the secret of these tests'
stageSharedDocument('editor')

/** What `work` wrote down: who did what to whom, and the facts. */
async function written(work: () => Promise<unknown>): Promise<unknown[]> {
  const { rows: before } = await db.pool.query('SELECT coalesce(max(id), 0) AS id FROM audit_event')
  await work()
  const { rows } = await db.pool.query(
    `SELECT actor_id, event, subject_id, document_id, details FROM audit_event WHERE id > $1 ORDER BY id`,
    [before[0]?.id],
  )
  const names = new Map([alice, bob, sam].map(({ id, name }) => [id, name]))
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? 'somebody new'))
  return rows.map((row) => [nameOf(row.actor_id), row.event, nameOf(row.subject_id), row.details])
}

describe('what is done with a document is written down', () => {
  const cases: [what: string, work: () => Promise<unknown>, expected: unknown[]][] = [
    ['making it', () => makeDocument(db, as(alice), { title: 'New' }), [['Alice', 'document_made', null, {}]]],
    [
      'adding a person',
      () => addPerson(db, as(alice), document, { email: sam.email, role: 'viewer' }),
      [['Alice', 'access_given', 'Sam', { role: 'viewer' }]],
    ],
    [
      'another role',
      () => changeRole(db, as(alice), document, bob.id, 'viewer'),
      [['Alice', 'access_changed', 'Bob', { from: 'editor', role: 'viewer' }]],
    ],
    ['the role that it is', () => changeRole(db, as(alice), document, bob.id, 'editor'), []],
    [
      'removing somebody',
      () => removePerson(db, as(alice), document, bob.id),
      [['Alice', 'access_removed', 'Bob', { role: 'editor' }]],
    ],
    [
      'leaving',
      () => removePerson(db, as(bob), document, bob.id),
      [['Bob', 'access_removed', 'Bob', { role: 'editor' }]],
    ],
    [
      'a title',
      () => renameDocument(db, as(bob), document, 'Other'),
      [['Bob', 'document_renamed', null, { from: 'Untitled', title: 'Other' }]],
    ],
    [
      'the trash and back',
      async () => {
        await trashDocument(db, as(alice), document)
        await restoreDocument(db, as(alice), document)
      },
      [
        ['Alice', 'document_trashed', null, {}],
        ['Alice', 'document_restored', null, {}],
      ],
    ],
    [
      'deleting it for good',
      async () => {
        await trashDocument(db, as(alice), document)
        await db.pool.query('SELECT purge_document($1)', [document])
      },
      [
        ['Alice', 'document_trashed', null, {}],
        [null, 'document_deleted', null, { title: 'Untitled' }],
      ],
    ],
    ['what was refused', () => removePerson(db, as(bob), document, alice.id).catch(() => {}), []],
  ]
  test.each(cases)('%s', async (_, work, expected) => {
    expect(await written(work)).toEqual(expected)
  })

  test('a link, who comes by it, and that it goes', async () => {
    const link = { role: 'viewer', link: 'Class', password: true }
    expect(
      await written(async () => {
        const { id } = await createLink(db, as(alice), document, { role: 'viewer', name: 'Class', password: 'sesame' })
        await openLink(db, secret, as(sam), { address: linkAddress(secret, { id, generation: 1 }), password: 'sesame' })
        await changeLink(db, as(alice), document, id, { name: 'Class', role: 'editor', expiresAt: null })
        await renewLink(db, as(alice), document, id)
        await removeLink(db, as(alice), document, id)
      }),
    ).toEqual([
      ['Alice', 'link_made', null, link],
      ['Sam', 'access_given', 'Sam', { role: 'viewer', link: 'Class' }],
      ['Alice', 'link_changed', null, { ...link, role: 'editor' }],
      ['Alice', 'access_changed', 'Sam', { from: 'viewer', role: 'editor', link: 'Class' }],
      ['Alice', 'link_renewed', null, { ...link, role: 'editor' }],
      ['Alice', 'access_removed', 'Sam', { role: 'editor' }],
      ['Alice', 'link_removed', null, { ...link, role: 'editor' }],
    ])
  })
})

test('what is done with accounts is written down', async () => {
  const { id } = await createLink(db, as(alice), document, { role: 'viewer' })
  const address = linkAddress(secret, { id, generation: 1 })
  const person = { email: 'new@example.test', name: 'New', password: 'a long enough one' }
  const events = await written(async () => {
    const { userId } = await signUp(db, person)
    await signIn(db, { ...person, agent: 'Firefox' })
    await changePassword(db, userId, { password: person.password, next: 'another long one' })
    await signIn(db, { ...person, password: 'another long one', agent: 'Firefox' })
    await endAllSignIns(db, userId)
    await disableAccount(db, userId)
    await enableAccount(db, userId)
    const guest = await admitGuest(db, secret, { name: 'Otter', agent: '', address })
    await becomeMember(db, guest.id, { email: 'otter@example.test', name: 'Otto', password: 'a long enough one' })
  })
  const own = (event: string, details: object = {}) => ['somebody new', event, 'somebody new', details]
  expect(events).toEqual([
    own('account_made'),
    own('signed_in', { agent: 'Firefox' }),
    own('password_changed'),
    own('sign_in_ended', { agent: 'Firefox' }),
    own('signed_in', { agent: 'Firefox' }),
    own('sign_in_ended', { agent: 'Firefox' }),
    [null, 'account_disabled', 'somebody new', {}],
    [null, 'account_enabled', 'somebody new', {}],
    own('guest_came'),
    own('signed_in', { agent: '' }),
    own('account_made'),
  ])
})

test('another way into an account is written down, and not who somebody is there', async () => {
  const who = { provider: 'github', subject: 'sam at github', email: null, emailVerified: false, name: 'Sam' }
  const holder = { userId: sam.id, signInId: await createSignIn(db, sam.id) }
  const events = await written(async () => {
    await connectProvider(db, holder, { ...who, signedInAt: null })
    await disconnectProvider(db, holder, 'github', ['github'])
  })
  expect(events).toEqual([
    ['Sam', 'provider_connected', 'Sam', { provider: 'github' }],
    ['Sam', 'provider_disconnected', 'Sam', { provider: 'github' }],
  ])
})

test('every event has a name that is known', async () => {
  const { rows } = await db.pool.query('SELECT DISTINCT event FROM audit_event')
  expect(rows.map(({ event }) => event).filter((event) => !auditEventNames.includes(event))).toEqual([])
})

test('no secret is in it', async () => {
  const { id } = await createLink(db, as(alice), document, { role: 'viewer', password: 'open sesame' })
  const { rows } = await db.pool.query(`SELECT string_agg(e::text, '') AS all FROM audit_event e`)
  const { rows: hashes } = await db.pool.query(
    'SELECT password_hash AS hash FROM "user" UNION SELECT password_hash FROM share_link WHERE password_hash IS NOT NULL',
  )
  expect(hashes.length).toBeGreaterThan(3)
  const { rows: signIns } = await db.pool.query('SELECT id FROM sign_in')
  const secrets = ['sesame', linkAddress(secret, { id, generation: 1 }), alice.password]
  for (const part of [...secrets, ...hashes.map(({ hash }) => hash), ...signIns.map((row) => row.id)]) {
    expect(rows[0]?.all).not.toContain(part)
  }
})

test('what shows in no row is told by itself', async () => {
  const entry = { event: 'second_factor_on', actorId: sam.id, subjectId: sam.id } as const
  expect(await written(() => audit(db.pool, entry))).toEqual([['Sam', 'second_factor_on', 'Sam', {}]])
})

describe('nobody changes what was written', () => {
  test.each(['UPDATE audit_event SET actor_id = NULL', 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
    '%s',
    async (statement) => {
      for (const pool of [db.pool, db.owner]) {
        await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' })
      }
    },
  )

  test('the application may insert and read, and no more', async () => {
    const { rows } = await db.pool.query(
      `SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
        WHERE has_table_privilege('audit_event', p)`,
    )
    expect(rows.map(({ p }) => p)).toEqual(['SELECT', 'INSERT'])
  })
})

describe('the activity of a document', () => {
  test('is seen by its owners, the newest first, page by page', async () => {
    for (let round = 0; round < 20; round++) {
      await changeRole(db, as(alice), document, bob.id, 'viewer')
      await changeRole(db, as(alice), document, bob.id, 'editor')
    }
    const first = await listActivity(db, as(alice), document)
    const second = await listActivity(db, as(alice), document, { before: first.next ?? undefined })
    const all = [...first.items, ...second.items]
    expect([all.length, second.next]).toEqual([42, null])
    expect(all[0]).toMatchObject({ actor: { name: 'Alice' }, event: 'access_changed', subject: { name: 'Bob' } })
    expect(all.at(-1)).toMatchObject({ actor: { name: 'Alice' }, event: 'document_made', subject: null })
    const ids = all.map(({ id }) => BigInt(id))
    expect(ids.every((id, index) => index === 0 || id < (ids[index - 1] ?? 0n))).toBe(true)
  })

  test('is nobody else’s, and asks for a place that can be', async () => {
    await expect(listActivity(db, as(bob), document)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listActivity(db, as(sam), document)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listActivity(db, as(sam), 'missing')).rejects.toMatchObject({ code: 'not_found' })
    for (const before of ['0', '-1', 'x', '1'.repeat(19), '1; --']) {
      await expect(listActivity(db, as(alice), document, { before })).rejects.toMatchObject({ code: 'bad_request' })
    }
  })
})
