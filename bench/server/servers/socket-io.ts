// The floor of what Socket.IO costs: passes every key on, to everybody in the document, one by one. Keeps nothing.
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { listen } from './listening.ts'

const http = createServer()
const server = new Server(http, { transports: ['websocket'] })
server.on('connection', (socket) => {
  let room = ''
  socket.on('join', (document: string, done: () => void) => {
    room = document
    void socket.join(room)
    done()
  })
  socket.on('key', (key: Uint8Array) => void server.to(room).emit('key', key))
})
listen(http)
