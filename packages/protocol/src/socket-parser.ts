import { Emitter } from '@socket.io/component-emitter'
import { ByteReader, ByteWriter } from '@tandem/crdt'

/**
 * The Socket.IO parser of both sides (its `parser` option). Every message of ours is one binary frame, so the default
 * parser's JSON envelope with placeholders would cost more than the frames themselves. Here a frame travels as it is:
 *
 *     0xxxxxxx …   an event: the whole message is the frame (its first byte is a message tag, below 128)
 *     1ttttttt …   a control packet of Socket.IO: t is its packet type; then its text in UTF-8
 *     10001000 …   several events: each frame behind its length, a varint. Only servers send this
 *
 * There is one namespace, `/`, one event, `frame`, and there are no acknowledgements: anything else is refused by
 * throwing, on which Socket.IO closes the connection.
 */

/** The one event: its only argument is a frame. */
export const frameEvent = 'frame'

const packetType = { connect: 0, disconnect: 1, event: 2, connectError: 4 } as const
const control = 0x80
/** Not a packet type of Socket.IO. */
const several = control | 8
const maxControlBytes = 1024

type Packet = { readonly type: number; readonly nsp: string; readonly data?: unknown; readonly id?: number }

/** Packets to bytes. */
class Encoder {
  encode(packet: Packet): Uint8Array[] {
    switch (packet.type) {
      case packetType.event:
        return [frameOf(packet)]
      case packetType.connect:
        return [controlPacket(packet.type, textField(packet.data, 'sid'))]
      case packetType.connectError:
        return [controlPacket(packet.type, textField(packet.data, 'message'))]
      case packetType.disconnect:
        return [controlPacket(packet.type, '')]
      default:
        throw new Error(`Socket.IO packet type ${packet.type} is not used here`)
    }
  }
}

type DecoderEvents = { decoded: (packet: Packet) => void }

/** Bytes to packets. */
class Decoder extends Emitter<DecoderEvents, DecoderEvents> {
  add(chunk: unknown): void {
    this.emit('decoded', decodePacket(bytesOf(chunk)))
  }

  destroy(): void {
    this.removeAllListeners()
  }
}

/** Bytes to packets, of a server: what one turn of its event loop had to say may be one message. */
class ClientDecoder extends Decoder {
  override add(chunk: unknown): void {
    for (const packet of splitMessage(bytesOf(chunk))) super.add(packet)
  }
}

/** What a server gives to Socket.IO. */
export const socketParser = { Encoder, Decoder }
/** What a client gives to Socket.IO. */
export const clientSocketParser = { Encoder, Decoder: ClientDecoder }

/** Several frames of a server as one WebSocket message; a single one is a message as it is. Requires at least one. */
export function joinFrames(frames: readonly Uint8Array[]): Uint8Array {
  const [only] = frames
  if (frames.length === 1 && only) return only
  const out = new ByteWriter(frames.reduce((sum, frame) => sum + frame.length + 4, 1))
  out.byte(several)
  for (const frame of frames) {
    out.varint(frame.length)
    out.bytes(frame)
  }
  return out.finish()
}

/** What `joinFrames` put together; any other message as it is. Throws for bytes that it does not make. */
export function splitMessage(message: Uint8Array): readonly Uint8Array[] {
  if (message[0] !== several) return [message]
  const input = new ByteReader(message.subarray(1))
  const frames: Uint8Array[] = []
  while (input.remaining > 0) frames.push(frameIn(input.bytes(input.varint())))
  return frames
}

/** Only events come together. */
function frameIn(bytes: Uint8Array): Uint8Array {
  const [first] = bytes
  if (first === undefined || first >= control) throw new Error('not a frame')
  return bytes
}

function frameOf(packet: Packet): Uint8Array {
  const [name, frame, ...rest] = Array.isArray(packet.data) ? (packet.data as unknown[]) : []
  if (name !== frameEvent || !(frame instanceof Uint8Array) || rest.length > 0 || packet.id !== undefined) {
    throw new Error('only `frame` events with one binary argument are sent here')
  }
  return frame
}

function controlPacket(type: number, content: string): Uint8Array {
  const utf8 = new TextEncoder().encode(content)
  const bytes = new Uint8Array(1 + utf8.length)
  bytes[0] = control | type
  bytes.set(utf8, 1)
  return bytes
}

function decodePacket(bytes: Uint8Array): Packet {
  const first = bytes[0]
  if (first === undefined) throw new Error('an empty packet')
  if (first < control) return { type: packetType.event, nsp: '/', data: [frameEvent, bytes] }
  if (bytes.length > maxControlBytes) throw new Error('a control packet is short')
  const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(1))
  switch (first & ~control) {
    case packetType.connect:
      return { type: packetType.connect, nsp: '/', data: content === '' ? undefined : { sid: content } }
    case packetType.connectError:
      return { type: packetType.connectError, nsp: '/', data: { message: content } }
    case packetType.disconnect:
      return { type: packetType.disconnect, nsp: '/' }
    default:
      throw new Error('not a packet')
  }
}

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk)
  throw new Error('a text frame: only binary ones are used here')
}

function textField(data: unknown, field: string): string {
  const value = typeof data === 'object' && data !== null ? Reflect.get(data, field) : undefined
  return typeof value === 'string' ? value : ''
}
