// The floor of a durable server: gathers the keys of a document while a commit of it is under way, commits them together,
// and then passes them on in one message. It merges nothing, and asks nobody who they are.
import { createServer } from 'node:http'
import pg from 'pg'
import { Server } from 'socket.io'
import parser from 'socket.io-msgpack-parser'
import { listen } from './listening.ts'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
await pool.query(`
  CREATE TABLE IF NOT EXISTS heads (document text PRIMARY KEY, head bigint NOT NULL);
  CREATE TABLE IF NOT EXISTS keys (document text, seq bigint, key bytea NOT NULL, PRIMARY KEY (document, seq));
  TRUNCATE heads, keys`)
const http = createServer()
const server = new Server(http, { transports: ['websocket'], parser })

const append = {
  name: 'append',
  text: `WITH moved AS (
      INSERT INTO heads VALUES ($1, cardinality($2::bytea[]))
      ON CONFLICT (document) DO UPDATE SET head = heads.head + cardinality($2::bytea[])
      RETURNING head - cardinality($2::bytea[]) AS before
    )
    INSERT INTO keys SELECT $1, moved.before + each.place, each.key
    FROM moved, unnest($2::bytea[]) WITH ORDINALITY AS each (key, place)`,
}

/** One document: one commit is under way, the next one gathers. */
class Room {
  readonly #document: string
  #waiting: Buffer[] = []
  #isCommitting = false

  constructor(document: string) {
    this.#document = document
  }

  push(key: Buffer): void {
    this.#waiting.push(key)
    if (!this.#isCommitting) void this.#commit()
  }

  async #commit(): Promise<void> {
    this.#isCommitting = true
    while (this.#waiting.length > 0) {
      const keys = this.#waiting
      this.#waiting = []
      await pool.query({ ...append, values: [this.#document, keys] })
      server.to(this.#document).emit('keys', keys)
    }
    this.#isCommitting = false
  }
}

const rooms = new Map<string, Room>()
server.on('connection', (socket) => {
  let room: Room | null = null
  socket.on('join', (document: string, done: () => void) => {
    room = rooms.get(document) ?? new Room(document)
    rooms.set(document, room)
    void socket.join(document)
    done()
  })
  socket.on('key', (key: Uint8Array) => room?.push(Buffer.from(key)))
})
listen(http)
