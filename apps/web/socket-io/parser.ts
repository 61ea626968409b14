// In browsers this stands in for `socket.io-parser`, Socket.IO's default parser: ours is handed to it instead.
import { clientSocketParser } from '@tandem/protocol/socket-parser'

/** The parser, for whoever hands in none. */
export const { Encoder, Decoder } = clientSocketParser

/** The types of packets, by Socket.IO's protocol. */
export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
  BINARY_EVENT: 5,
  BINARY_ACK: 6,
} as const

/** The version of Socket.IO's protocol. */
export const protocol = 5
