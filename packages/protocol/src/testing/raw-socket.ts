import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { splitMessage } from '../socket-parser.ts'

/** How a WebSocket frame differs from an honest one: the last of its message, masked, without reserved bits. */
export type FrameOptions = { readonly final?: boolean; readonly masked?: boolean; readonly reserved?: number }

export const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9 } as const

/** What an HTTP request says besides what every WebSocket's does. */
export type UpgradeOptions = { readonly path?: string; readonly headers?: readonly string[] }

const socketIoPath = '/socket.io/?EIO=4&transport=websocket'

/** A connection on which a test says any bytes that it likes, from the HTTP request on. */
export class RawSocket {
  readonly #tcp: Socket
  #bytes = Buffer.alloc(0)
  #wake = () => {}
  /** The HTTP status of the answer; null until it came, or when none did. */
  status: number | null = null
  /** The head of the answer, in lower case. */
  head = ''
  /** Text messages, and the frames of binary ones. */
  readonly texts: string[] = []
  readonly frames: Uint8Array[] = []
  /** The code with which the server closed; null when it did so without one, or not yet. */
  closeCode: number | null = null
  closed = false

  constructor(port: number, { path = socketIoPath, headers = [] }: UpgradeOptions = {}) {
    this.#tcp = connect(port, '127.0.0.1')
    const lines = [
      `GET ${path} HTTP/1.1`,
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...headers,
    ]
    this.#tcp.write(`${lines.join('\r\n')}\r\n\r\n`)
    this.#tcp.on('data', (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk])
      this.#read()
      this.#wake()
    })
    // A server that cuts may leave bytes of ours unread, which the system takes for an error.
    this.#tcp.on('error', () => {})
    this.#tcp.on('close', () => {
      this.closed = true
      this.#wake()
    })
  }

  /** Sends one WebSocket frame. */
  send(kind: number, payload: Uint8Array | string, options: FrameOptions = {}): void {
    const { final = true, masked = true, reserved = 0 } = options
    const bytes = Buffer.from(payload)
    const mask = masked ? randomBytes(4) : Buffer.alloc(0)
    const length = Buffer.alloc(bytes.length < 126 ? 1 : bytes.length < 65_536 ? 3 : 9)
    length[0] = (masked ? 0x80 : 0) | (bytes.length < 126 ? bytes.length : bytes.length < 65_536 ? 126 : 127)
    if (length.length === 3) length.writeUInt16BE(bytes.length, 1)
    if (length.length === 9) length.writeBigUInt64BE(BigInt(bytes.length), 1)
    const body = masked ? bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0)) : bytes
    this.#tcp.write(Buffer.concat([Buffer.from([(final ? 0x80 : 0) | (reserved << 4) | kind]), length, mask, body]))
  }

  /** Connects as Socket.IO's clients do: then frames of ours may be sent. */
  async open(): Promise<void> {
    await this.until(() => this.texts.length > 0)
    this.send(opcode.binary, new Uint8Array([0x80]))
    await this.until(() => this.frames.length > 0)
  }

  /** Stops reading: what the server sends stays on its side. */
  stopReading(): void {
    this.#tcp.pause()
  }

  end(): void {
    this.#tcp.destroy()
  }

  /** Resolves when it holds, or when the connection is over. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  #read(): void {
    if (this.status === null) {
      const end = this.#bytes.indexOf('\r\n\r\n')
      if (end < 0) return
      this.head = this.#bytes.subarray(0, end).toString('latin1').toLowerCase()
      this.status = Number(this.head.split(' ')[1])
      this.#bytes = this.#bytes.subarray(end + 4)
    }
    while (this.status === 101 && this.#readFrame());
  }

  #readFrame(): boolean {
    const [first = 0, second = 0] = this.#bytes
    const short = second & 0x7f
    const start = short < 126 ? 2 : short === 126 ? 4 : 10
    if (this.#bytes.length < start) return false
    const long =
      short === 126 ? this.#bytes.readUInt16BE(2) : short === 127 ? Number(this.#bytes.readBigUInt64BE(2)) : short
    if (this.#bytes.length < start + long) return false
    const payload = this.#bytes.subarray(start, start + long)
    this.#bytes = this.#bytes.subarray(start + long)
    const kind = first & 0x0f
    if (kind === opcode.close) this.closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : null
    else if (kind === opcode.text) this.texts.push(payload.toString())
    else if (kind === opcode.binary) this.frames.push(...splitMessage(new Uint8Array(payload)))
    return true
  }
}
