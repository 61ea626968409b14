import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { expect, test } from 'vitest'
import { noteRemoteAddresses, remoteHeader } from './remote-address.ts'

test('a request says where its connection comes from, whatever the visitor wrote there', async () => {
  noteRemoteAddresses()
  await using server = createServer((request, response) => response.end(request.headers[remoteHeader]))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  for (const headers of [{}, { [remoteHeader]: '203.0.113.7' }, { [remoteHeader.toUpperCase()]: '203.0.113.7' }]) {
    const [answer] = await once(get({ host: '127.0.0.1', port, headers }), 'response')
    let text = ''
    for await (const part of answer) text += String(part)
    expect(text).toBe('127.0.0.1')
  }
})
