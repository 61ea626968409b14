import { describe, expect, test } from 'vitest'
import { listActivity } from '../audit/list-activity.ts'
import { getDocument } from '../documents/get.ts'
import { listDocuments } from '../documents/list.ts'
import { behind } from '../testing/waiting.ts'
import { setEditorsShare } from './editors-share.ts'
import { createLink, listLinks } from './links.ts'
import { addPerson, changeRole, listPeople, removePerson } from './people.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'
import { link, open, secret } from './testing/shared-link.ts'

stageSharedDocument('editor')

const lend = (editorsShare = true) => setEditorsShare(db, as(alice), document, editorsShare)
const addSam = (role: 'editor' | 'viewer' = 'viewer') => addPerson(db, as(bob), document, { email: sam.email, role })

describe('where the owners let editors share', () => {
  test('they add, change and remove people, until the owners take it back', async () => {
    await expect(addSam()).rejects.toMatchObject({ code: 'forbidden' })
    await lend()
    await addSam()
    await changeRole(db, as(bob), document, sam.id, 'editor')
    expect(await roleOf(sam.id)).toBe('editor')
    await removePerson(db, as(bob), document, sam.id)
    await lend(false)
    await expect(addSam()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await roleOf(sam.id)).toBeNull()
  })

  test('nobody else does', async () => {
    await lend()
    for (const role of ['commenter', 'viewer'] as const) {
      await changeRole(db, as(alice), document, bob.id, role)
      await expect(addSam()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('they see what sharing needs: addresses and links', async () => {
    const { id } = await link()
    const addresses = async () => (await listPeople(db, as(bob), document)).map(({ user }) => user.email)
    expect(await addresses()).toEqual([null, bob.email])
    await expect(listLinks(db, as(bob), document, secret)).rejects.toMatchObject({ code: 'forbidden' })
    await lend()
    expect(await addresses()).toEqual([alice.email, bob.email])
    expect(await listLinks(db, as(bob), document, secret)).toMatchObject([{ id }])
  })

  test('they neither become owners nor make any, and no owner is in their hands', async () => {
    await lend()
    await addSam()
    const refused = [
      () => changeRole(db, as(bob), document, bob.id, 'owner'),
      () => changeRole(db, as(bob), document, sam.id, 'owner'),
      () => changeRole(db, as(bob), document, alice.id, 'viewer'),
      () => changeRole(db, as(bob), document, alice.id, 'owner'),
      () => removePerson(db, as(bob), document, alice.id),
      () => setEditorsShare(db, as(bob), document, false),
    ]
    for (const deed of refused) await expect(deed()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await Promise.all([alice, bob, sam].map(({ id }) => roleOf(id)))).toEqual(['owner', 'editor', 'viewer'])
  })

  test('who is here by a link shares nothing: they would stay by whom they let in', async () => {
    await lend()
    const { address } = await link({ role: 'editor' })
    await open(sam, address)
    expect(await getDocument(db, as(sam), document)).toMatchObject({ role: 'editor', mayShare: false })
    await expect(createLink(db, as(sam), document, { role: 'viewer' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listLinks(db, as(sam), document, secret)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('a document says whether its owners chose so, and lists whether one may share', async () => {
  const seen = async () => {
    const { editorsShare, mayShare } = await getDocument(db, as(bob), document)
    const { items } = await listDocuments(db, as(bob), { place: 'shared' })
    return { editorsShare, mayShare, listed: items.find(({ id }) => id === document)?.mayShare }
  }
  expect(await seen()).toEqual({ editorsShare: false, mayShare: false, listed: false })
  await lend()
  expect(await seen()).toEqual({ editorsShare: true, mayShare: true, listed: true })
})

test('both choices are written down, once each', async () => {
  await lend()
  await lend()
  await lend(false)
  const { items } = await listActivity(db, as(alice), document)
  const chosen = items.filter(({ event }) => event.startsWith('sharing_'))
  expect(chosen.map(({ event, actor }) => [event, actor?.id])).toEqual([
    ['sharing_taken_back', alice.id],
    ['sharing_lent', alice.id],
  ])
})

test('nobody but an owner chooses, and only yes or no', async () => {
  await expect(setEditorsShare(db, as(bob), document, true)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setEditorsShare(db, as(sam), document, true)).rejects.toMatchObject({ code: 'not_found' })
  // The input is what a request's body may hold.
  await expect(setEditorsShare(db, as(alice), document, 'yes' as unknown as boolean)).rejects.toMatchObject({
    code: 'bad_request',
  })
  expect((await getDocument(db, as(bob), document)).editorsShare).toBe(false)
})

test('what an editor shares while an owner takes it back waits, and is refused then', async () => {
  await lend()
  const takeBack = `SELECT set_editors_share($1, $2, '{owner}', false)`
  expect(await behind(db, [takeBack, [document, alice.id]], addSam)).toMatchObject({
    status: 'rejected',
    reason: { code: 'forbidden' },
  })
  expect(await roleOf(sam.id)).toBeNull()
})
