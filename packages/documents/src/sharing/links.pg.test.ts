import { type CreatedUser, createDocument } from '@tandem/db/factories'
import { describe, expect, test } from 'vitest'
import { findAccessChanges } from '../access/access-changes.ts'
import { trashDocument } from '../documents/trash.ts'
import { hearing } from '../testing/notifications.ts'
import { behind } from '../testing/waiting.ts'
import { answerAccessRequest, listAccessRequests } from './access-requests.ts'
import type { LinkChange, NewLink } from './link.ts'
import { linkAddress } from './link-address.ts'
import { changeLink, createLink, listLinks, removeLink, renewLink, setLinkApproval } from './links.ts'
import { type LinkGuesses, linkOffer, openLink } from './open-link.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from './testing/shared-document.ts'
import { link, links, open, secret } from './testing/shared-link.ts'

stageSharedDocument('viewer')

const change = (id: string, to: Partial<LinkChange>) =>
  changeLink(db, as(alice), document, id, { name: '', role: 'viewer', expiresAt: null, ...to })

describe('making a link', () => {
  test('an owner sees it with its address, and what it is', async () => {
    const expiresAt = new Date(Date.now() + 60_000)
    const { id, address } = await link({ role: 'editor', name: ' For the class ', expiresAt, password: 'open sesame' })
    expect(await links()).toEqual([
      {
        id,
        address,
        name: 'For the class',
        role: 'editor',
        general: false,
        approval: false,
        hasPassword: true,
        expiresAt,
        open: true,
        uses: 0,
        lastUsedAt: null,
        createdAt: expect.any(Date),
      },
    ])
    expect(await roleOf(sam.id)).toBeNull()
  })

  test('only owners make, see, change, renew and remove links', async () => {
    const { id } = await link()
    const calls = (user: CreatedUser) => [
      () => createLink(db, as(user), document, { role: 'viewer' }),
      () => listLinks(db, as(user), document, secret),
      () => changeLink(db, as(user), document, id, { name: '', role: 'editor', expiresAt: null }),
      () => renewLink(db, as(user), document, id),
      () => removeLink(db, as(user), document, id),
    ]
    for (const [user, code] of [
      [bob, 'forbidden'],
      [sam, 'not_found'],
    ] as const) {
      for (const call of calls(user)) await expect(call()).rejects.toMatchObject({ code })
    }
    expect(await links()).toMatchObject([{ id, role: 'viewer', open: true }])
  })

  const bad: [what: string, input: unknown][] = [
    ['for owners', { role: 'owner' }],
    ['for nothing', {}],
    ['with a short password', { role: 'viewer', password: 'abc' }],
    ['with a long password', { role: 'viewer', password: 'é'.repeat(129) }],
    ['with a name of two lines', { role: 'viewer', name: 'a\nb' }],
    ['with a name of 65 letters', { role: 'viewer', name: 'a'.repeat(65) }],
    ['with a time that is none', { role: 'viewer', expiresAt: new Date(Number.NaN) }],
    ['with a time that is text', { role: 'viewer', expiresAt: 'tomorrow' }],
    ['with a field of their own', { role: 'viewer', uses: 7 }],
  ]
  test.each(bad)('%s is a bad request', async (_, input) => {
    // The input is what a request's body may hold.
    await expect(createLink(db, as(alice), document, input as NewLink)).rejects.toMatchObject({ code: 'bad_request' })
  })

  test('the fifty-first is refused, and says what to do', async () => {
    for (let i = 0; i < 50; i++) await link()
    await expect(link()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('50') })
    expect(await links()).toHaveLength(50)
  })
})

describe('what a link gave goes with it, what was given by name stays', () => {
  const ways: [what: string, way: (id: string) => Promise<unknown>][] = [
    ['it is turned off', (id) => removeLink(db, as(alice), document, id)],
    ['it gets another address', (id) => renewLink(db, as(alice), document, id)],
    [
      'its time is over',
      async (id) => {
        await change(id, { role: 'editor', expiresAt: new Date(Date.now() - 1) })
        await findAccessChanges(db.pool, { documents: [], signIns: [] })
      },
    ],
  ]
  test.each(ways)('%s', async (_, way) => {
    const { id, address } = await link({ role: 'editor' })
    await open(sam, address)
    await open(bob, address)
    expect([await roleOf(sam.id), await roleOf(bob.id)]).toEqual(['editor', 'editor'])
    const heard = await hearing(db, async () => {
      await way(id)
    })
    // Links of other tests may end with the same look.
    expect(heard.filter((line) => line.includes(document))).toEqual([`tandem_access ${document} `])
    expect([await roleOf(sam.id), await roleOf(bob.id), await roleOf(alice.id)]).toEqual([null, 'viewer', 'owner'])
    await expect(open(sam, address)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('another address works at once', async () => {
    const { id } = await link()
    await renewLink(db, as(alice), document, id)
    const [renewed] = await links()
    expect(renewed?.address).toBe(linkAddress(secret, { id, generation: 2 }))
    await open(sam, renewed?.address ?? '')
    expect(await roleOf(sam.id)).toBe('viewer')
  })

  test('more time opens it again', async () => {
    const { id, address } = await link({ expiresAt: new Date(Date.now() - 1) })
    await findAccessChanges(db.pool, { documents: [], signIns: [] })
    expect(await links()).toMatchObject([{ open: false }])
    await change(id, { expiresAt: new Date(Date.now() + 60_000) })
    expect(await links()).toMatchObject([{ open: true }])
    await open(sam, address)
    expect(await roleOf(sam.id)).toBe('viewer')
  })

  test('a document that somebody else holds is ended with the next look', async () => {
    const { address, id } = await link({ role: 'editor' })
    await open(sam, address)
    await change(id, { role: 'editor', expiresAt: new Date(Date.now() - 1) })
    const holder = await db.pool.connect()
    await holder.query('BEGIN')
    await holder.query('SELECT FROM document WHERE id = $1 FOR UPDATE', [document])
    await findAccessChanges(db.pool, { documents: [], signIns: [] })
    await holder.query('ROLLBACK')
    holder.release()
    expect(await roleOf(sam.id)).toBe('editor')
    await findAccessChanges(db.pool, { documents: [], signIns: [] })
    expect(await roleOf(sam.id)).toBeNull()
  })

  test('a purge of the document takes its links and who came by them', async () => {
    const { address } = await link()
    await open(sam, address)
    await trashDocument(db, as(alice), document)
    await db.owner.query('SELECT purge_document($1)', [document])
    await expect(linkOffer(db, secret, address)).rejects.toMatchObject({ code: 'not_found' })
  })
})

/** As many wrong passwords as may be tried of any link; `wrong` is told of which. */
function guessesOf(most: number, wrong: string[] = []): LinkGuesses {
  return {
    mayGuess: async () => wrong.length < most,
    countGuess: async (linkId) => wrong.push(linkId) <= most,
  }
}

describe('changing a link', () => {
  test('changes the role of those who are here by it, and only theirs', async () => {
    const { id, address } = await link({ role: 'editor' })
    await open(sam, address)
    await open(bob, address)
    const heard = await hearing(db, () => change(id, { role: 'commenter' }))
    expect(heard).toEqual([`tandem_access ${document} `])
    expect([await roleOf(sam.id), await roleOf(bob.id)]).toEqual(['commenter', 'commenter'])
    await change(id, { role: 'viewer' })
    expect([await roleOf(sam.id), await roleOf(bob.id)]).toEqual(['viewer', 'viewer'])
    expect(await hearing(db, () => change(id, { role: 'viewer', name: 'Readers' }))).toEqual([])
    expect(await links()).toMatchObject([{ role: 'viewer', name: 'Readers' }])
  })

  test('whose password somebody tries to find lets nobody try any more', async () => {
    const { id, address } = await link({ password: 'open sesame' })
    const wrong: string[] = []
    const guesses = guessesOf(2, wrong)
    const guess = (password?: string) => openLink(db, secret, as(sam), { address, password, guesses })
    await expect(guess()).rejects.toMatchObject({ code: 'forbidden', field: 'password' })
    await expect(guess('open')).rejects.toMatchObject({ code: 'forbidden', field: 'password' })
    expect(await guess('open sesame')).toEqual({ documentId: document })
    await expect(guess('sesame')).rejects.toMatchObject({ code: 'forbidden', field: 'password' })
    for (const password of ['open', 'open sesame'])
      await expect(guess(password)).rejects.toMatchObject({ code: 'rate_limited' })
    expect(wrong).toEqual([id, id])
  })

  test('whose password many try to find at once tells them no more than one after another', async () => {
    const { address } = await link({ password: 'open sesame' })
    const guesses = guessesOf(2)
    const tried = Array.from({ length: 12 }, (_, at) => (at === 11 ? 'open sesame' : `sesame ${at}`))
    const answers = await Promise.allSettled(
      tried.map((password) => openLink(db, secret, as(sam), { address, password, guesses })),
    )
    const told = answers.filter((answer) => answer.status === 'fulfilled' || answer.reason.code !== 'rate_limited')
    expect(told.length).toBeLessThanOrEqual(2)
  })

  test('gets a password while somebody is on their way in without one: they do not come in', async () => {
    const { id, address } = await link()
    const change = `SELECT change_link($1, $2, '{owner}', $3, 'viewer', '', NULL, true, $4)`
    const opened = await behind(db, [change, [document, alice.id, id, 'a hash']], () => open(sam, address))
    expect(opened).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } })
    expect(await roleOf(sam.id)).toBeNull()
    expect(await linkOffer(db, secret, address)).toMatchObject({ needsPassword: true })
  })

  test('keeps the password unless another one, or none, is given', async () => {
    const { id, address } = await link({ password: 'open sesame' })
    await change(id, {})
    await expect(open(sam, address)).rejects.toMatchObject({ code: 'forbidden' })
    await change(id, { password: 'another one' })
    await expect(open(sam, address, 'open sesame')).rejects.toMatchObject({ code: 'forbidden' })
    await change(id, { password: null })
    await open(sam, address)
    expect(await roleOf(sam.id)).toBe('viewer')
  })

  test('of another document is not found', async () => {
    const elsewhere = await createDocument(db, { owner: alice })
    const { id } = await link()
    for (const call of [
      () => changeLink(db, as(alice), elsewhere.id, id, { name: '', role: 'editor', expiresAt: null }),
      () => renewLink(db, as(alice), elsewhere.id, id),
      () => removeLink(db, as(alice), elsewhere.id, id),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})

describe('A77 a link that only asks', () => {
  test('lets in who is approved, and keeps out who is not', async () => {
    const { id, address } = await link({ role: 'editor' })
    await setLinkApproval(db, as(alice), document, id, true)
    await expect(open(sam, address)).rejects.toMatchObject({ code: 'forbidden', field: null })
    await expect(open(sam, address)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await roleOf(sam.id)).toBeNull()
    const waiting = await listAccessRequests(db, as(alice), document)
    expect(waiting.map(({ user, role }) => [user.name, role])).toEqual([['Sam', 'editor']])
    await answerAccessRequest(db, as(alice), document, sam.id, 'editor')
    expect(await open(sam, address)).toEqual({ documentId: document })
    // Approved by name: they do not go with the link.
    await removeLink(db, as(alice), document, id)
    expect(await roleOf(sam.id)).toBe('editor')
  })

  test('asks for more for who has less, leaves alone who has as much, and is open again when it is told so', async () => {
    const { id, address } = await link({ role: 'editor' })
    await setLinkApproval(db, as(alice), document, id, true)
    await expect(open(bob, address)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await roleOf(bob.id)).toBe('viewer')
    expect(await open(alice, address)).toEqual({ documentId: document })
    await setLinkApproval(db, as(alice), document, id, false)
    await open(bob, address)
    expect(await roleOf(bob.id)).toBe('editor')
  })

  test('is set by owners, for links of that document', async () => {
    const { id } = await link()
    await expect(setLinkApproval(db, as(bob), document, id, true)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setLinkApproval(db, as(sam), document, id, true)).rejects.toMatchObject({ code: 'not_found' })
    await expect(setLinkApproval(db, as(alice), document, 'missing', true)).rejects.toMatchObject({ code: 'not_found' })
    expect((await links())[0]?.approval).toBe(false)
  })
})
