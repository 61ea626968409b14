import {
  type CreatedUser,
  createUser,
  createDocument as make,
  type TestDatabase,
  testDatabase,
} from '@tandem/db/factories'
import { hueOf } from '@tandem/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DomainError } from '../domain-error.ts'
import { issueReplica } from '../log/replicas.ts'
import { setStarred } from '../own/stars.ts'
import { setTagged } from '../own/tags.ts'
import { removePerson } from '../sharing/people.ts'
import { hearing } from '../testing/notifications.ts'
import { createDocument } from './create.ts'
import { deleteDocument } from './delete.ts'
import { getDocument } from './get.ts'
import { tellHere } from './here.ts'
import { listDocuments, type Place } from './list.ts'
import { getListView, type ListView, saveListView } from './list-view.ts'
import { renameDocument } from './rename.ts'
import type { Sort } from './sort.ts'
import { restoreDocument, trashDocument } from './trash.ts'

let db: TestDatabase
let alice: CreatedUser
let bob: CreatedUser
let sam: CreatedUser

beforeAll(async () => {
  db = await testDatabase()
  alice = await createUser(db, { name: 'Alice' })
  bob = await createUser(db, { name: 'Bob' })
  sam = await createUser(db, { name: 'Sam' })
})
afterAll(() => db[Symbol.asyncDispose]())

const as = (user: CreatedUser) => ({ userId: user.id })

describe('creating', () => {
  test('makes an empty document that its maker owns', async () => {
    const { id } = await createDocument(db, as(alice), { title: '  Notes\u0301 ' })
    expect(await getDocument(db, as(alice), id)).toMatchObject({
      id,
      title: 'Notes\u0301'.normalize('NFC'),
      role: 'owner',
      trashedAt: null,
    })
    const untitled = await createDocument(db, as(alice))
    expect((await getDocument(db, as(alice), untitled.id)).title).toBe('Untitled')
    expect(id).toMatch(/^[0-9a-z]{26}$/)
  })

  test('by somebody whose account is gone', async () => {
    await expect(createDocument(db, { userId: 'gone' }, {})).rejects.toMatchObject({ code: 'auth_required' })
    await expect(createDocument(db, { userId: '\0' }, {})).rejects.toMatchObject({ code: 'auth_required' })
  })

  test('with fields of their own, or a title that is none', async () => {
    for (const input of [{ title: ' ' }, { title: 7 }, { ownerId: 'x' }, { id: 'mine' }, null]) {
      await expect(createDocument(db, as(alice), input as { title: string })).rejects.toMatchObject({
        code: 'bad_request',
      })
    }
  })
})

test('a foreign document, a missing one and a malformed id are one and the same', async () => {
  const { id } = await make(db, { owner: alice, title: 'Secret' })
  const attempts = (document: string) => [
    getDocument(db, as(sam), document),
    renameDocument(db, as(sam), document, 'Mine'),
    trashDocument(db, as(sam), document),
    restoreDocument(db, as(sam), document),
    deleteDocument(db, as(sam), document),
    setStarred(db, as(sam), document, true),
    setTagged(db, as(sam), document, { tag: 'mine', tagged: true }),
  ]
  for (const document of [id, 'missing', '', 'a\0b', '../x', 'x'.repeat(5000), { contains: '' } as unknown as string]) {
    for (const attempt of await Promise.allSettled(attempts(document))) {
      expect(attempt).toEqual({ status: 'rejected', reason: new DomainError('not_found') })
    }
  }
  expect((await getDocument(db, as(alice), id)).title).toBe('Secret')
})

describe('renaming', () => {
  test('by owner and editor; everybody is told, once', async () => {
    const { id } = await make(db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })
    const heard = await hearing(db, async () => {
      await renameDocument(db, as(alice), id, 'One')
      await renameDocument(db, as(bob), id, 'Two')
      await renameDocument(db, as(bob), id, ' Two ')
    })
    expect(heard).toEqual([`tandem_document ${id}`, `tandem_document ${id}`])
    expect((await getDocument(db, as(alice), id)).title).toBe('Two')
  })

  test('not by others', async () => {
    const { id } = await make(db, { owner: alice, title: 'One', people: [{ userId: bob.id, role: 'commenter' }] })
    await expect(renameDocument(db, as(bob), id, 'Two')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(renameDocument(db, as(alice), id, 'a\nb')).rejects.toMatchObject({ code: 'bad_request' })
    expect((await getDocument(db, as(alice), id)).title).toBe('One')
  })
})

describe('the trash', () => {
  test('is for owners; the servers are told about both ways, and about nothing when nothing changes', async () => {
    const { id } = await make(db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })
    await expect(trashDocument(db, as(bob), id)).rejects.toMatchObject({ code: 'forbidden' })
    const both = [`tandem_access ${id} `, `tandem_document ${id}`]
    const trash = async () => {
      await trashDocument(db, as(alice), id)
      await trashDocument(db, as(alice), id)
    }
    expect(await hearing(db, trash)).toEqual(both)
    const { trashedAt } = await getDocument(db, as(bob), id)
    expect(trashedAt).toBeInstanceOf(Date)
    await expect(restoreDocument(db, as(bob), id)).rejects.toMatchObject({ code: 'forbidden' })
    const restore = async () => {
      await restoreDocument(db, as(alice), id)
      await restoreDocument(db, as(alice), id)
    }
    expect(await hearing(db, restore)).toEqual(both)
    expect((await getDocument(db, as(bob), id)).trashedAt).toBeNull()
  })
})

describe('deleting for good', () => {
  test('is for owners, and for what is in the trash; the servers are told', async () => {
    const { id } = await make(db, { owner: alice, text: 'some text', people: [{ userId: bob.id, role: 'editor' }] })
    await expect(deleteDocument(db, as(alice), id)).rejects.toMatchObject({ code: 'conflict' })
    await trashDocument(db, as(alice), id)
    await expect(deleteDocument(db, as(bob), id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await hearing(db, () => deleteDocument(db, as(alice), id))).toEqual(
      expect.arrayContaining([`tandem_access ${id} `, `tandem_document ${id}`]),
    )
    await expect(getDocument(db, as(alice), id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(deleteDocument(db, as(alice), id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await db.prisma.operation.count({ where: { documentId: id } })).toBe(0)
  })
})

describe('the lists', () => {
  const titles = async (user: CreatedUser, place: Place) =>
    (await listDocuments(db, as(user), { place })).items.map(({ title }) => title)

  test('hold one’s own, shared and thrown-away documents, last edited first', async () => {
    const [owner, friend] = [await createUser(db, { name: 'Owner' }), await createUser(db, { name: 'Friend' })]
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute))
    const people = [{ userId: friend.id, role: 'viewer' }] as const
    await make(db, { owner, title: 'first', editedAt: at(1) })
    const second = await make(db, { owner, title: 'second', editedAt: at(2), people })
    await make(db, { owner, title: 'third', editedAt: at(3), trashed: true, people })
    await make(db, { owner: friend, title: 'fourth', editedAt: at(4) })
    expect(await titles(owner, 'mine')).toEqual(['second', 'first'])
    expect(await titles(owner, 'shared')).toEqual([])
    expect(await titles(owner, 'trash')).toEqual(['third'])
    expect(await titles(friend, 'mine')).toEqual(['fourth'])
    expect(await titles(friend, 'shared')).toEqual(['second'])
    expect(await titles(friend, 'trash')).toEqual([])
    expect(await titles(sam, 'mine')).toEqual([])
    expect((await listDocuments(db, as(friend), { place: 'shared' })).items).toEqual([
      {
        id: second.id,
        title: 'second',
        role: 'viewer',
        mayShare: false,
        owner: { id: owner.id, name: 'Owner', hue: hueOf(owner.id) },
        people: 2,
        createdAt: expect.any(Date),
        editedAt: at(2),
        openedAt: null,
        trashedAt: null,
        starred: false,
        tags: [],
        opening: '',
        here: [],
      },
    ])
  })

  test('A97 are sorted as one asks for, also over pages', async () => {
    const owner = await createUser(db)
    const day = (number: number) => new Date(Date.UTC(2026, 0, number))
    for (const [title, edited] of [
      ['b', 2],
      ['C', 1],
      ['a', 3],
    ] as const) {
      await make(db, { owner, title, editedAt: day(edited) })
    }
    const sorted = async (sort: Sort) => {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page = await listDocuments(db, as(owner), { place: 'mine', sort, limit: 2, cursor })
        seen.push(...page.items.map(({ title }) => title))
        cursor = page.next
      } while (cursor)
      return seen.join('')
    }
    expect(await sorted('edited')).toBe('abC')
    expect(await sorted('created')).toBe('aCb')
    expect(await sorted('title')).toBe('abC')
    const [b] = (await listDocuments(db, as(owner), { place: 'mine', sort: 'title' })).items.filter(
      ({ title }) => title === 'b',
    )
    await issueReplica(db, { documentId: b?.id ?? '', userId: owner.id, sessionId: 'tab' })
    expect((await sorted('opened')).charAt(0)).toBe('b')
    expect(await titles(owner, 'recent')).toEqual(['b'])
  })

  test('hold what has a star, and what has a tag: one’s own', async () => {
    const [owner, friend] = [await createUser(db), await createUser(db)]
    const people = [{ userId: friend.id, role: 'viewer' }] as const
    const { id } = await make(db, { owner, title: 'Plan', people })
    await make(db, { owner, title: 'Other', people })
    await setStarred(db, as(friend), id, true)
    await setTagged(db, as(friend), id, { tag: 'work', tagged: true })
    expect(await titles(friend, 'starred')).toEqual(['Plan'])
    expect(await titles(owner, 'starred')).toEqual([])
    const tagged = async (user: CreatedUser, tag: string) =>
      (await listDocuments(db, as(user), { place: user === owner ? 'mine' : 'shared', tag })).items
    expect(await tagged(friend, 'work')).toMatchObject([{ title: 'Plan', starred: true, tags: ['work'] }])
    expect(await tagged(friend, 'home')).toEqual([])
    expect(await tagged(owner, 'work')).toEqual([])
    await removePerson(db, as(owner), id, friend.id)
    expect(await titles(friend, 'starred')).toEqual([])
    expect(await tagged(friend, 'work')).toEqual([])
  })

  test('come in pages that together hold everything once, also with equal times', async () => {
    const owner = await createUser(db)
    const time = new Date(Date.UTC(2026, 0, 1))
    for (let n = 0; n < 23; n++)
      await make(db, { owner, title: `${n}`, editedAt: n % 2 ? time : new Date(time.getTime() + n) })
    for (const limit of [1, 5, 22, 23, 24, 100]) {
      const seen: string[] = []
      let cursor: string | null = null
      let pages = 0
      do {
        const page = await listDocuments(db, as(owner), { place: 'mine', limit, cursor })
        expect(page.items.length).toBeLessThanOrEqual(limit)
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
        pages++
      } while (cursor)
      expect(new Set(seen).size).toBe(23)
      expect(seen).toHaveLength(23)
      expect(pages).toBe(Math.ceil(23 / limit))
    }
  })

  test('refuse what is no place, order, tag, limit or cursor', async () => {
    const cursorOf = (parts: readonly string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    const bad = [
      { place: 'theirs' },
      { place: 'mine', limit: 0 },
      { place: 'mine', limit: -1 },
      { place: 'mine', limit: 101 },
      { place: 'mine', limit: 1.5 },
      { place: 'mine', limit: Number.NaN },
      { place: 'mine', cursor: 'x' },
      { place: 'mine', cursor: 'x'.repeat(10_000) },
      { place: 'mine', cursor: Buffer.from('1e9 abc').toString('base64url') },
      { place: 'mine', cursor: Buffer.from('99999999999999999999 abc').toString('base64url') },
      { place: 'mine', cursor: Buffer.from("1 '; --").toString('base64url') },
      { place: 'mine', sort: 'size' },
      { place: 'mine', tag: ' ' },
      { place: 'mine', order: 'up' },
      { place: 'mine', sort: 'created', cursor: cursorOf(['edited', '2026-01-01T00:00:00.000Z', 'a']) },
      { place: 'mine', cursor: cursorOf(['edited', '2026-13-01T00:00:00.000Z', 'a']) },
      { place: 'mine', cursor: cursorOf(['edited', '2026-02-30T00:00:00.000Z', 'a']) },
      { place: 'mine', cursor: cursorOf(['edited', '0000-01-01T00:00:00.000Z', 'a']) },
      { place: 'mine', cursor: cursorOf(['edited', '+010000-01-01T00:00:00.000Z', 'a']) },
      { place: 'mine', cursor: cursorOf(['edited', 'infinity', 'a']) },
      { place: 'mine', sort: 'title', cursor: cursorOf(['title', 'a\0', 'a']) },
      { place: 'mine', cursor: cursorOf(['edited', '2026-01-01T00:00:00.000Z', '../a']) },
    ]
    for (const input of bad) {
      await expect(listDocuments(db, as(alice), input as { place: Place })).rejects.toMatchObject({
        code: 'bad_request',
      })
    }
  })
})

test('who has a document open is told to those who may open it, for a while', async () => {
  const { id } = await make(db, { owner: alice, people: [{ userId: bob.id, role: 'viewer' }] })
  const here = async (user: CreatedUser) =>
    (await listDocuments(db, as(user), { place: 'all', limit: 100 })).items.find((item) => item.id === id)?.here
  const present = [
    { documentId: id, userId: alice.id },
    { documentId: id, userId: bob.id },
    { documentId: id, userId: sam.id },
    { documentId: 'gone', userId: bob.id },
  ]
  await Promise.all([tellHere(db, present), tellHere(db, present.toReversed())])
  expect(await here(alice)).toEqual([{ id: bob.id, name: 'Bob', hue: hueOf(bob.id) }])
  expect(await here(bob)).toEqual([{ id: alice.id, name: 'Alice', hue: hueOf(alice.id) }])
  await db.owner.query(`UPDATE here SET seen_at = now() - interval '1 minute'`)
  expect(await here(bob)).toEqual([])
  await db.owner.query(`UPDATE here SET seen_at = now() - interval '1 day'`)
  await tellHere(db, [])
  expect(await db.prisma.here.count()).toBe(0)
})

describe('A97 how one looks at the lists', () => {
  test('is remembered for each person', async () => {
    const user = await createUser(db)
    expect(await getListView(db, as(user))).toEqual({ sort: 'edited', layout: 'list' })
    await saveListView(db, as(user), { sort: 'title', layout: 'grid' })
    await saveListView(db, as(user), { sort: 'created', layout: 'grid' })
    expect(await getListView(db, as(user))).toEqual({ sort: 'created', layout: 'grid' })
    expect(await getListView(db, as(alice))).toEqual({ sort: 'edited', layout: 'list' })
  })

  test('is one of those that there are', async () => {
    for (const view of [{ sort: 'size', layout: 'list' }, { sort: 'title', layout: 'tree' }, { sort: 'title' }, null]) {
      // What anybody can post.
      await expect(saveListView(db, as(alice), view as ListView)).rejects.toMatchObject({ code: 'bad_request' })
    }
    const nobody = saveListView(db, { userId: 'gone' }, { sort: 'title', layout: 'list' })
    await expect(nobody).rejects.toMatchObject({ code: 'auth_required' })
    await db.owner.query(`INSERT INTO list_view VALUES ($1, 'size', 'tree')`, [sam.id])
    expect(await getListView(db, as(sam))).toEqual({ sort: 'edited', layout: 'list' })
  })
})
