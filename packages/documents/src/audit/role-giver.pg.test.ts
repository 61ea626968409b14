import { describe, expect, test } from 'vitest'
import { addPerson, changeRole, removePerson } from '../sharing/people.ts'
import { alice, as, bob, db, document, sam, stageSharedDocument } from '../sharing/testing/shared-document.ts'
import { roleGiver } from './role-giver.ts'

stageSharedDocument('owner')

describe('who gave somebody their role', () => {
  test('is who did it last', async () => {
    await addPerson(db, as(alice), document, { email: sam.email, role: 'viewer' })
    expect(await roleGiver(db, as(sam), document)).toBe('Alice')
    await changeRole(db, as(bob), document, sam.id, 'editor')
    expect(await roleGiver(db, as(sam), document)).toBe('Bob')
    await removePerson(db, as(bob), document, sam.id)
    await addPerson(db, as(alice), document, { email: sam.email, role: 'viewer' })
    expect(await roleGiver(db, as(sam), document)).toBe('Alice')
  })

  test('is nobody for who stepped down', async () => {
    await changeRole(db, as(alice), document, bob.id, 'editor')
    await changeRole(db, as(alice), document, bob.id, 'owner')
    await changeRole(db, as(bob), document, bob.id, 'viewer')
    expect(await roleGiver(db, as(bob), document)).toBe(null)
  })

  test('is nobody for who made the document, and is told to nobody without access', async () => {
    expect(await roleGiver(db, as(alice), document)).toBe(null)
    await expect(roleGiver(db, as(sam), document)).rejects.toMatchObject({ code: 'not_found' })
  })
})
