import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renameDocument } from '../documents/rename.ts'
import { appendChanges } from '../log/append.ts'
import { readLog } from '../log/log.ts'
import { issueReplica } from '../log/replicas.ts'
import { createLink } from '../sharing/links.ts'
import { ReplicaWriter, signInOf } from '../testing/replica-writer.ts'
import { openAccess } from './access.ts'
import { findAccessChanges } from './access-changes.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

let alice: CreatedUser
let bob: CreatedUser
let document: string
let link: string
let a: ReplicaWriter
let b: ReplicaWriter
/** Bob is there by a link: it, too, can take the right away that it gave. */
beforeEach(async () => {
  ;[alice, bob] = [await createUser(db), await createUser(db)]
  document = (await createDocument(db, { owner: alice })).id
  link = (await createLink(db, { userId: alice.id }, document, { role: 'editor' })).id
  await db.pool.query('SELECT open_link($1, 1, NULL, $2)', [link, bob.id])
  a = await ReplicaWriter.issued(db, document, alice.id)
  b = await ReplicaWriter.issued(db, document, bob.id)
})

const setRole = (role: string) => () =>
  `SELECT set_person_role('${document}', '${alice.id}', '{owner}', '${bob.id}', ${role})`

/** Everything that takes Bob's right to write away, as one statement, and what his next change is told. */
const causes: [what: string, sql: () => string, code: string][] = [
  ['his role is lowered to viewer', setRole(`'viewer'`), 'forbidden'],
  ['his role is lowered to commenter', setRole(`'commenter'`), 'forbidden'],
  ['he is removed', setRole('NULL'), 'not_found'],
  ['he is blocked', () => `SELECT block_person('${document}', '${alice.id}', '{owner}', '${bob.id}')`, 'not_found'],
  [
    'the document goes to the trash',
    () => `SELECT set_trashed('${document}', '${alice.id}', '{owner}', true)`,
    'document_trashed',
  ],
  ['he signs out', () => `SELECT end_sign_ins('${bob.id}', '${signInOf(bob.id)}')`, 'auth_required'],
  ['he signs out everywhere', () => `SELECT end_sign_ins('${bob.id}', NULL)`, 'auth_required'],
  [
    'his password is changed',
    () => `SELECT change_password('${bob.id}', (SELECT password_hash FROM "user" WHERE id = '${bob.id}'), 'another')`,
    'auth_required',
  ],
  ['his account is disabled', () => `SELECT set_disabled('${bob.id}', true)`, 'account_disabled'],
  [
    'the link is turned off',
    () => `SELECT remove_link('${document}', '${alice.id}', '{owner}', '${link}')`,
    'not_found',
  ],
  [
    'it gets another address',
    () => `SELECT renew_link('${document}', '${alice.id}', '{owner}', '${link}')`,
    'not_found',
  ],
  [
    'it is for readers now',
    () => `SELECT change_link('${document}', '${alice.id}', '{owner}', '${link}', 'viewer', '', NULL, false, NULL)`,
    'forbidden',
  ],
  [
    'somebody writes to the table of permissions by hand',
    () => `DELETE FROM permission WHERE document_id = '${document}' AND user_id = '${bob.id}'`,
    'not_found',
  ],
]

async function verdictOf(writer: ReplicaWriter): Promise<string> {
  const { verdicts } = await appendChanges(db, document, [writer.next()])
  const [verdict] = verdicts
  return verdict?.status === 'refused' ? verdict.code : (verdict?.status ?? 'none')
}

describe('A65 nothing of his is written after the commit when', () => {
  test.each(causes)('%s', async (_, sql, code) => {
    expect(await verdictOf(b)).toBe('appended')
    await db.pool.query(sql())
    expect(await verdictOf(b)).toBe(code)
    expect(await verdictOf(a)).toBe(code === 'document_trashed' ? code : 'appended')
  })

  test.each(causes)('%s while he types', async (_, sql, code) => {
    const typing = (async () => {
      for (;;) {
        const verdict = await verdictOf(b)
        if (verdict !== 'appended') return verdict
      }
    })()
    const client = await db.pool.connect()
    let headAtCommit: number
    try {
      await client.query('BEGIN')
      await client.query(sql())
      // Nobody else writes until the commit: this is where the log was then.
      const { rows } = await client.query('SELECT head FROM document WHERE id = $1', [document])
      headAtCommit = Number(rows[0]?.head)
      await client.query('COMMIT')
    } finally {
      client.release()
    }
    expect(await typing).toBe(code)
    const rows = await readLog(db, document, { after: 0, limit: 10_000 })
    expect(rows.length).toBe(headAtCommit)
  })

  test('his sign-in has expired', async () => {
    await db.prisma.signIn.update({ where: { id: signInOf(bob.id) }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await verdictOf(b)).toBe('auth_required')
  })
})

test('two who end the sign-ins of people with the same documents do not wait for each other for ever', async () => {
  const documents = await Promise.all(
    Array.from({ length: 8 }, () => createDocument(db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })),
  )
  for (let round = 0; round < 10; round++) {
    await Promise.all([
      db.pool.query('SELECT end_sign_ins($1, NULL)', [alice.id]),
      db.pool.query('SELECT end_sign_ins($1, NULL)', [bob.id]),
      ...documents.map(({ id }) =>
        issueReplica(db, { documentId: id, userId: round % 2 ? alice.id : bob.id, sessionId: 'tab' }),
      ),
    ])
  }
})

describe('what has changed', () => {
  const holder = (user: CreatedUser) => ({ userId: user.id, signInId: signInOf(user.id) })
  const changes = async (revision: number, signIns = [holder(alice), holder(bob)]) =>
    findAccessChanges(db.pool, { documents: [{ id: document, revision }], signIns })

  test('is nothing, as long as nothing has', async () => {
    const { revision, role, trashed } = await openAccess(db, holder(bob), document)
    expect([role, trashed]).toEqual(['editor', false])
    await appendChanges(db, document, [a.next()])
    const { documents, ended } = await changes(revision)
    expect([documents.size, ended.size]).toEqual([0, 0])
  })

  test.each([
    ['a role', setRole(`'viewer'`), { roles: 2 }],
    ['a removal', setRole('NULL'), { roles: 1 }],
    [
      'the trash',
      () => `SELECT set_trashed('${document}', '${alice.id}', '{owner}', true)`,
      { roles: 2, trashed: true },
    ],
    [
      'by hand',
      () => `DELETE FROM permission WHERE document_id = '${document}' AND user_id = '${bob.id}'`,
      { roles: 1 },
    ],
  ] as const)('is seen by the revision: %s', async (_, sql, expected) => {
    const { revision } = await openAccess(db, holder(alice), document)
    await db.pool.query(sql())
    const { documents } = await changes(revision)
    const access = documents.get(document)
    expect(access?.revision).toBeGreaterThan(revision)
    expect(access?.roles.get(alice.id)).toBe('owner')
    expect({ trashed: access?.trashed, roles: access?.roles.size }).toEqual({ trashed: false, ...expected })
    expect((await changes(access?.revision ?? 0)).documents.size).toBe(0)
  })

  test('a title moves the revision, the same title does not', async () => {
    const { revision } = await openAccess(db, holder(alice), document)
    await renameDocument(db, { userId: alice.id }, document, 'Another')
    await renameDocument(db, { userId: alice.id }, document, 'Another')
    const { documents } = await changes(revision)
    expect(documents.get(document)).toMatchObject({ revision: revision + 1, title: 'Another' })
  })

  test('a document that is gone, and sign-ins that have ended, each with its reason', async () => {
    await db.pool.query(`SELECT set_disabled($1, true)`, [bob.id])
    const signIns = [
      holder(alice),
      holder(bob),
      { userId: alice.id, signInId: 'missing' },
      { userId: 'x', signInId: 'y' },
    ]
    const known = { documents: [{ id: 'missing', revision: 3 }], signIns }
    const { documents, ended } = await findAccessChanges(db.pool, known)
    expect([...documents]).toEqual([['missing', null]])
    expect(Object.fromEntries(ended)).toEqual({
      [signInOf(bob.id)]: 'account_disabled',
      missing: 'auth_required',
      y: 'auth_required',
    })
  })

  test('of nothing is nothing', async () => {
    const { documents, ended } = await findAccessChanges(db.pool, { documents: [], signIns: [] })
    expect([documents.size, ended.size]).toEqual([0, 0])
  })
})

test('opening: who asks is judged before what they ask for', async () => {
  const open = (userId: string, signInId: string, id = document) => openAccess(db, { userId, signInId }, id)
  const sam = await createUser(db)
  await ReplicaWriter.issued(db, (await createDocument(db, { owner: sam })).id, sam.id)
  await expect(open(sam.id, signInOf(sam.id))).rejects.toMatchObject({ code: 'not_found' })
  await expect(open(sam.id, signInOf(sam.id), 'missing')).rejects.toMatchObject({ code: 'not_found' })
  await expect(open(sam.id, signInOf(sam.id), 'a\0b')).rejects.toMatchObject({ code: 'not_found' })
  for (const [userId, signInId] of [
    [bob.id, 'missing'],
    [bob.id, signInOf(alice.id)],
    ['missing', signInOf(bob.id)],
    ['a\0b', signInOf(bob.id)],
    [bob.id, 'a\0b'],
  ] as const) {
    await expect(open(userId, signInId)).rejects.toMatchObject({ code: 'auth_required' })
    await expect(open(userId, signInId, 'missing')).rejects.toMatchObject({ code: 'auth_required' })
  }
  await db.pool.query(`SELECT set_disabled($1, true)`, [bob.id])
  await expect(open(bob.id, signInOf(bob.id))).rejects.toMatchObject({ code: 'account_disabled' })
})
