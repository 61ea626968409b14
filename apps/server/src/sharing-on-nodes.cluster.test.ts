import type { Session } from '@tandem/client'
import { createDocument } from '@tandem/db/factories'
import {
  answerAccessRequest,
  blockPerson,
  handOver,
  listLinks,
  openLink,
  requestAccess,
  setGeneralAccess,
  unblockPerson,
} from '@tandem/documents'
import type { Role } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { testNodes } from './testing/test-nodes.ts'
import { settled, until } from './testing/test-server.ts'

type Nodes = Awaited<ReturnType<typeof testNodes>>

/** Alice has a document open on node A, Bob, who may have a role in it, an account on node B. */
async function scene({ A, B }: Nodes, role: Role | null) {
  const [alice, bob] = [await A.createUser('Alice'), await A.createUser('Bob')]
  const people = role === null ? [] : [{ userId: bob.id, role }]
  const { id } = await createDocument(A.db, { owner: alice, people })
  const a = A.open(alice, id)
  await settled(a)
  return { db: A.db, owner: { userId: alice.id }, bob, id, a, bobOpens: () => B.open(bob, id) }
}

/** What is told to somebody who may not open a document. */
const nothing = { phase: 'closed', reason: { code: 'not_found' } }

/** Alice goes on writing; whoever was sent away learns nothing of it. */
async function isSentAway(session: Session, a: Session): Promise<void> {
  await until(session, () => session.state.phase === 'closed')
  a.edit([{ from: 0, to: 0, insert: 'secret ' }])
  await settled(a)
  expect(session.state).toMatchObject(nothing)
  expect(session.doc?.toString() ?? '').not.toContain('secret')
}

describe.each(['redis', 'nothing'] as const)('K3 access that is given and taken on one node, tied by %s', (tie) => {
  test('handing over makes another owner on the other one, and an editor of who did it', async () => {
    await using nodes = await testNodes(tie)
    const { db, owner, bob, id, a, bobOpens } = await scene(nodes, 'viewer')
    const b = bobOpens()
    await until(b, () => b.role === 'viewer')
    await handOver(db, owner, id, bob.id)
    await until(b, () => b.role === 'owner')
    await until(a, () => a.role === 'editor')
  })

  test('who asks and is approved gets in there, and can write who could only read', async () => {
    await using nodes = await testNodes(tie)
    const { db, owner, bob, id, a, bobOpens } = await scene(nodes, null)
    const refused = bobOpens()
    await until(refused, () => refused.state.phase === 'closed')
    expect(refused.state).toMatchObject(nothing)
    await requestAccess(db, { userId: bob.id }, id, { role: 'viewer' })
    await answerAccessRequest(db, owner, id, bob.id, 'viewer')
    const b = bobOpens()
    await until(b, () => b.role === 'viewer')
    await requestAccess(db, { userId: bob.id }, id, { role: 'editor' })
    await answerAccessRequest(db, owner, id, bob.id, 'editor')
    await until(b, () => b.role === 'editor')
    b.edit([{ from: 0, to: 0, insert: 'thanks' }])
    await until(a, () => a.doc?.toString() === 'thanks')
  })

  test('who is blocked is sent away there, and does not get in again until they are let', async () => {
    await using nodes = await testNodes(tie)
    const { db, owner, bob, id, a, bobOpens } = await scene(nodes, 'editor')
    const b = bobOpens()
    await settled(b)
    await blockPerson(db, owner, id, bob.id)
    await isSentAway(b, a)
    await requestAccess(db, { userId: bob.id }, id, { role: 'viewer' })
    await expect(answerAccessRequest(db, owner, id, bob.id, 'viewer')).rejects.toMatchObject({ code: 'not_found' })
    await unblockPerson(db, owner, id, bob.id)
    const again = bobOpens()
    await until(again, () => again.state.phase === 'closed')
    expect(again.state).toMatchObject(nothing)
  })

  test('who is there by general access has what it gives now, and goes with it', async () => {
    await using nodes = await testNodes(tie)
    const { db, owner, bob, id, a, bobOpens } = await scene(nodes, null)
    const { ticketSecret } = nodes.B
    await setGeneralAccess(db, owner, id, 'viewer')
    const [link] = await listLinks(db, owner, id, ticketSecret)
    await openLink(db, ticketSecret, { userId: bob.id }, { address: link?.address ?? '' })
    const b = bobOpens()
    await until(b, () => b.role === 'viewer')
    await setGeneralAccess(db, owner, id, 'editor')
    await until(b, () => b.role === 'editor')
    await setGeneralAccess(db, owner, id, null)
    await isSentAway(b, a)
  })
})
