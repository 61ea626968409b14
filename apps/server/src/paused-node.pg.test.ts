import { createDocument } from '@tandem/db/factories'
import { removePerson } from '@tandem/documents'
import type { Downstream } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { accessLeaseMs } from './rooms/access-lease.ts'
import { RawConnection } from './testing/raw-connection.ts'
import { serverProcess } from './testing/server-process.ts'
import { settled, testServer } from './testing/test-server.ts'

const isEcho = (message: Downstream) => message.kind === 'echo'
const isError = (message: Downstream) => message.kind === 'error'

test('a node that was stopped while somebody was removed asks who may read before it sends anything', async () => {
  await using node = await testServer({ env: { CLUSTER: 'many' } })
  await using paused = await serverProcess({
    DATABASE_URL: node.db.url,
    TICKET_SECRET: node.ticketSecret,
    WEB_ORIGIN: node.origin,
    CLUSTER: 'many',
  })
  const [alice, bob, carol] = [
    await node.createUser('Alice'),
    await node.createUser('Bob'),
    await node.createUser('Carol'),
  ]
  for (let round = 0; round < 3; round++) {
    const people = [bob, carol].map(({ id }) => ({ userId: id, role: 'viewer' as const }))
    const { id } = await createDocument(node.db, { owner: alice, people })
    const [his, hers] = [new RawConnection(paused.url, node.origin), new RawConnection(paused.url, node.origin)]
    expect(await his.hello(await node.ticketOf(bob), id)).toMatchObject({ kind: 'welcome' })
    expect(await hers.hello(await node.ticketOf(carol), id)).toMatchObject({ kind: 'welcome' })
    const writer = node.open(alice, id)
    await settled(writer)

    paused.signal('SIGSTOP')
    const stoppedAt = performance.now()
    await removePerson(node.db, { userId: alice.id }, id, bob.id)
    writer.edit([{ from: 0, to: 0, insert: 'secret' }])
    await settled(writer)
    // Stopped for longer than it may trust what it knew.
    await expect.poll(() => performance.now() - stoppedAt, { timeout: 10_000 }).toBeGreaterThan(accessLeaseMs)
    paused.signal('SIGCONT')

    expect(await his.next(isError)).toMatchObject({ code: 'not_found' })
    await hers.next(isEcho)
    await his.closed()
    expect(his.received.filter(isEcho)).toEqual([])
    hers.close()
  }
})
