const finalBinary = 0x82
const shortest = 125
const short = 0xffff

/** Messages as they are on the wire: what goes to many is made once. */
export class WebSocketFrames {
  readonly #frames = new WeakMap<Uint8Array, Uint8Array>()

  /** The frame of the WebSocket protocol that carries a message. */
  of(message: Uint8Array): Uint8Array {
    const known = this.#frames.get(message)
    if (known) return known
    const frame = webSocketFrame(message)
    this.#frames.set(message, frame)
    return frame
  }
}

/** A whole binary message from a server (RFC 6455, 5.2): nothing is masked. */
function webSocketFrame(message: Uint8Array): Uint8Array {
  const { length } = message
  const header = length <= shortest ? 2 : length <= short ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = finalBinary
  if (length <= shortest) {
    frame[1] = length
  } else if (length <= short) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(message, header)
  return frame
}
