import { describe, expect, test } from 'vitest'
import { behind } from '../testing/waiting.ts'
import { endExpiredLinks } from './expired-links.ts'
import { alice, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'
import { link, open } from './testing/shared-link.ts'

stageSharedDocument('viewer')

/** Bob, who is a viewer, and Sam, who has nothing else, edit by a link of Alice's; its id. */
async function editByLink(): Promise<string> {
  const { id, address } = await link({ role: 'editor' })
  for (const person of [bob, sam]) await open(person, address)
  return id
}

const roles = async () => [await roleOf(bob.id), await roleOf(sam.id)]
const endsIn = (id: string, seconds: number) =>
  db.prisma.shareLink.update({ where: { id }, data: { expiresAt: new Date(Date.now() + seconds * 1000) } })

describe('a link whose time is over', () => {
  test('gives nothing to whoever asks, without a node that ends it', async () => {
    const id = await editByLink()
    await endsIn(id, -60)
    await endExpiredLinks(db, sam.id)
    expect(await roles()).toEqual(['viewer', null])
  })

  test('gives nothing behind a change that is just being written there', async () => {
    const id = await editByLink()
    await endsIn(id, -60)
    const lock = ['SELECT FROM document WHERE id = $1 FOR NO KEY UPDATE', [document]] as const
    await behind(db, lock, () => endExpiredLinks(db, bob.id))
    expect(await roles()).toEqual(['viewer', null])
  })

  test('gives what it gave until then', async () => {
    const id = await editByLink()
    await endsIn(id, 60)
    await endExpiredLinks(db, sam.id)
    expect(await roles()).toEqual(['editor', 'editor'])
  })

  test('is left to others by whoever has nothing by it', async () => {
    const id = await editByLink()
    await endsIn(id, -60)
    for (const userId of [alice.id, 'missing', '', 'a\0b']) await endExpiredLinks(db, userId)
    expect(await roles()).toEqual(['editor', 'editor'])
  })
})
