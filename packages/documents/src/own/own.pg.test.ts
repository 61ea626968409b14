import { createDocument } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { getDocument } from '../documents/get.ts'
import { listDocuments } from '../documents/list.ts'
import { trashDocument } from '../documents/trash.ts'
import { removePerson } from '../sharing/people.ts'
import { alice, as, bob, db, stagePeople } from '../testing/people.ts'
import { setStarred } from './stars.ts'
import { listTags, setTagged } from './tags.ts'

stagePeople()

const tag = (documentId: string, name: string, user = alice) =>
  setTagged(db, as(user), documentId, { tag: name, tagged: true })

test('a star is given and taken, and changes nothing for anybody else', async () => {
  const { id } = await createDocument(db, { owner: alice })
  const before = await getDocument(db, as(alice), id)
  const isStarred = async () => (await listDocuments(db, as(alice), { place: 'mine' })).items[0]?.starred
  for (const starred of [true, true, false, false]) {
    await setStarred(db, as(alice), id, starred)
    expect(await isStarred()).toBe(starred)
  }
  expect(await getDocument(db, as(alice), id)).toEqual(before)
})

describe('tags', () => {
  test('are listed with how many documents have them, of those that one can open', async () => {
    const people = [{ userId: bob.id, role: 'viewer' }] as const
    const [one, two, three] = [
      await createDocument(db, { owner: alice, people }),
      await createDocument(db, { owner: alice, people }),
      await createDocument(db, { owner: alice, people }),
    ]
    for (const { id } of [one, two, three]) await tag(id, 'work', bob)
    await tag(one.id, ' Cafe\u0301 ', bob)
    await tag(one.id, 'Café'.normalize('NFC'), bob)
    await tag(one.id, 'of Alice')
    expect(await listTags(db, as(bob))).toEqual([
      { name: 'Café'.normalize('NFC'), documents: 1 },
      { name: 'work', documents: 3 },
    ])
    await trashDocument(db, as(alice), two.id)
    await removePerson(db, as(alice), one.id, bob.id)
    expect(await listTags(db, as(bob))).toEqual([{ name: 'work', documents: 1 }])
    await setTagged(db, as(bob), three.id, { tag: 'work', tagged: false })
    expect(await listTags(db, as(bob))).toEqual([])
  })

  test('have an end: on one document, and in all', async () => {
    const documents = await Promise.all(Array.from({ length: 6 }, () => createDocument(db, { owner: alice })))
    const [first, last] = [documents[0]?.id ?? '', documents[5]?.id ?? '']
    for (let number = 0; number < 20; number++) await tag(first, `tag ${number}`)
    await expect(tag(first, 'one more')).rejects.toMatchObject({ code: 'conflict' })
    await tag(first, 'tag 0')
    for (let number = 20; number < 100; number++)
      await tag(documents[Math.floor(number / 20)]?.id ?? '', `tag ${number}`)
    await expect(tag(last, 'one more')).rejects.toMatchObject({ code: 'conflict' })
    await tag(last, 'tag 7')
    expect(await listTags(db, as(alice))).toHaveLength(100)
  })

  test.each([[''], [' '], ['a\nb'], ['x'.repeat(41)], ['\u202e']])('are not called %j', async (name) => {
    const { id } = await createDocument(db, { owner: alice })
    await expect(tag(id, name)).rejects.toMatchObject({ code: 'bad_request' })
  })
})
