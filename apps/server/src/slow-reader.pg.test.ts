import { encodeUpstream, protocolVersion } from '@tandem/protocol'
import { opcode, RawSocket } from '@tandem/protocol/testing/raw-socket'
import { expect, test } from 'vitest'
import { defaultLimits } from './limits/server-limits.ts'
import { hostileStage } from './testing/hostile-stage.ts'
import { settled, until } from './testing/test-server.ts'

test('G17 a reader that stops costs no more than its budget and is cut; the others go on', async () => {
  await using stage = await hostileStage({
    limits: 'charactersPerSecond=100000000,characterBurst=100000000,pushesPerSecond=1000,pushBurst=1000,unsentMs=1000',
  })
  const { server } = stage
  const document = await stage.document()
  const [typing, watching] = document.sessions
  const reader = new RawSocket(Number(new URL(server.url).port), { headers: [`Origin: ${server.origin}`] })
  await reader.open()
  reader.stopReading()
  const rest = { lastSeq: null, replicaTickets: [], newReplicas: 0, codings: [] }
  const ticket = await server.ticketOf(document.mallory)
  const hello = { kind: 'hello', protocolVersion, ticket, document: document.id, ...rest } as const
  reader.send(opcode.binary, encodeUpstream(hello))
  await until(watching, () => watching.peers.length === 2)

  const unsent = async () =>
    (await server.metrics.registry.getSingleMetric('tandem_unsent_bytes')?.get())?.values[0]?.value ?? 0
  const type = async () => {
    // It is alive, and sends; it only does not read.
    reader.send(opcode.text, '3')
    typing.edit([{ from: 0, to: 0, insert: '漢'.repeat(19_000) }])
    await settled(typing)
  }
  // First it fills what the system keeps for it, which is more than we do.
  while ((await unsent()) === 0) await type()
  for (let count = 0; count < 20; count++) {
    await type()
    expect(await unsent()).toBeLessThanOrEqual(defaultLimits.unsentBytes)
  }
  await until(watching, () => watching.peers.length === 1)
  expect(server.lines.map(({ code }) => code)).toEqual(['resync'])
  await until(watching, () => watching.doc?.length === typing.doc?.length)
  expect(watching.state.phase).toBe('live')
  reader.end()
})
