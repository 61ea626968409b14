// y-websocket's server as its package starts it: documents are in memory only.
import { createServer } from 'node:http'
import { setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'
import { listen } from './listening.ts'

const http = createServer()
const server = new WebSocketServer({ noServer: true })
server.on('connection', (socket, request) => setupWSConnection(socket, request))
http.on('upgrade', (request, socket, head) => {
  server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request))
})
listen(http)
