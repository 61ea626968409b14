import { createUser, createDocument as make } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { DomainError } from '../domain-error.ts'
import { setStarred } from '../own/stars.ts'
import { setTagged } from '../own/tags.ts'
import { hearing } from '../testing/notifications.ts'
import { alice, as, bob, db, stagePeople } from '../testing/people.ts'
import { createDocument } from './create.ts'
import { deleteDocument } from './delete.ts'
import { getDocument } from './get.ts'
import { renameDocument } from './rename.ts'
import { restoreDocument, trashDocument } from './trash.ts'

stagePeople()

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
  const sam = await createUser(db)
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
