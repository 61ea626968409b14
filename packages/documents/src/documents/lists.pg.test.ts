import { type CreatedUser, createDocument, createUser } from '@tandem/db/factories'
import { hueOf } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { issueReplica } from '../log/replicas.ts'
import { setStarred } from '../own/stars.ts'
import { setTagged } from '../own/tags.ts'
import { removePerson } from '../sharing/people.ts'
import { alice, as, bob, db, stagePeople } from '../testing/people.ts'
import { tellHere } from './here.ts'
import { listDocuments, type Place } from './list.ts'
import { getListView, type ListView, saveListView } from './list-view.ts'
import type { Sort } from './sort.ts'

stagePeople()

describe('the lists', () => {
  const titles = async (user: CreatedUser, place: Place) =>
    (await listDocuments(db, as(user), { place })).items.map(({ title }) => title)

  test('hold one’s own, shared and thrown-away documents, last edited first', async () => {
    const [owner, friend] = [await createUser(db, { name: 'Owner' }), await createUser(db, { name: 'Friend' })]
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute))
    const people = [{ userId: friend.id, role: 'viewer' }] as const
    await createDocument(db, { owner, title: 'first', editedAt: at(1) })
    const second = await createDocument(db, { owner, title: 'second', editedAt: at(2), people })
    await createDocument(db, { owner, title: 'third', editedAt: at(3), trashed: true, people })
    await createDocument(db, { owner: friend, title: 'fourth', editedAt: at(4) })
    expect(await titles(owner, 'mine')).toEqual(['second', 'first'])
    expect(await titles(owner, 'shared')).toEqual([])
    expect(await titles(owner, 'trash')).toEqual(['third'])
    expect(await titles(friend, 'mine')).toEqual(['fourth'])
    expect(await titles(friend, 'shared')).toEqual(['second'])
    expect(await titles(friend, 'trash')).toEqual([])
    expect(await titles(alice, 'mine')).toEqual([])
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
      await createDocument(db, { owner, title, editedAt: day(edited) })
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
    const { id } = await createDocument(db, { owner, title: 'Plan', people })
    await createDocument(db, { owner, title: 'Other', people })
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

  test('hold those of some documents that are in them', async () => {
    const [owner, friend] = [await createUser(db), await createUser(db)]
    const [one, two, gone] = [
      await createDocument(db, { owner, title: 'one', people: [{ userId: friend.id, role: 'viewer' }] }),
      await createDocument(db, { owner, title: 'two' }),
      await createDocument(db, { owner, title: 'gone', trashed: true }),
    ]
    const ids = [one.id, two.id, gone.id, 'nothing', '../a', '\0']
    const found = async (user: CreatedUser, place: Place) =>
      (await listDocuments(db, as(user), { place, sort: 'title', ids })).items.map(({ title }) => title)
    expect(await found(owner, 'mine')).toEqual(['one', 'two'])
    expect(await found(owner, 'trash')).toEqual(['gone'])
    expect(await found(friend, 'all')).toEqual(['one'])
    expect(await found(friend, 'mine')).toEqual([])
    expect((await listDocuments(db, as(owner), { place: 'mine', ids: [] })).items).toEqual([])
  })

  test('come in pages that together hold everything once, also with equal times', async () => {
    const owner = await createUser(db)
    const time = new Date(Date.UTC(2026, 0, 1))
    for (let n = 0; n < 23; n++)
      await createDocument(db, { owner, title: `${n}`, editedAt: n % 2 ? time : new Date(time.getTime() + n) })
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
      { place: 'mine', ids: Array.from({ length: 101 }, () => 'a') },
      { place: 'mine', ids: ['a'.repeat(65)] },
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
  const sam = await createUser(db)
  const { id } = await createDocument(db, { owner: alice, people: [{ userId: bob.id, role: 'viewer' }] })
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
    await db.owner.query(`INSERT INTO list_view VALUES ($1, 'size', 'tree')`, [bob.id])
    expect(await getListView(db, as(bob))).toEqual({ sort: 'edited', layout: 'list' })
  })
})
