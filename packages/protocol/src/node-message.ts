import { DecodeError } from '@tandem/crdt'
import { maxNodeIdLength, maxNodeMessageBytes, maxNodePeers, maxSeq } from './limits.ts'
import { presencePeer, sessionKey } from './presence.ts'
import { decode, encode, list, type SchemaValue, struct, text, uint, union } from './schema.ts'

/**
 * What collaboration servers (*nodes*) tell each other about one document. Nobody speaks first, and every message may be
 * lost, doubled or late: nothing depends on one. None holds content: rows are only ever read from the log.
 */
const body = union({
  /** The log has this row now: whoever has the document open reads what it lacks. */
  hint: struct({ seq: uint(maxSeq) }),
  /** Sessions on the sending node that came, changed or moved (whole), and that left. Told again every so often. */
  presence: struct({ peers: list(presencePeer, maxNodePeers), left: list(sessionKey, maxNodePeers) }),
  /** The sender has just opened the document: say who is on your node. */
  ask: struct({}),
  /** Nobody is in the document on the sending node any more. */
  gone: struct({}),
  /** Somebody's access to the document changed: look again. */
  recheck: struct({}),
})

/** A message and the node that it is from, a name made anew at each start. */
const nodeMessage = struct({ node: text(maxNodeIdLength), body })
export type NodeMessage = SchemaValue<typeof nodeMessage>
/** What a message between nodes says. */
export type NodeMessageBody = NodeMessage['body']

/** Everything that the bytes depend on: nodes that were built from other shapes can't read each other. */
export const nodeMessageShape = nodeMessage.shape

/** Encodes a message. Throws RangeError when it breaks a limit. */
export function encodeNodeMessage(message: NodeMessage): Uint8Array {
  return encode(nodeMessage, message)
}

/** Takes a message from another node. Throws DecodeError. */
export function decodeNodeMessage(bytes: Uint8Array): NodeMessage {
  if (bytes.length > maxNodeMessageBytes) throw new DecodeError('limit', `a node's message of ${bytes.length} bytes`)
  return decode(nodeMessage, bytes)
}
