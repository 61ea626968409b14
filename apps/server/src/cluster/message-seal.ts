import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { limits } from '@tandem/protocol'
import { nodeMessageShape } from '@tandem/protocol/node-message'
import { sealBytes } from './cluster-limits.ts'

/**
 * The seal on messages between nodes, in front of the message: whoever can write to Redis but does not know the nodes'
 * secret can neither invent a message, nor change one, nor move one to another document. (It can keep messages back and
 * repeat them: no message says anything that is not checked against the log, or out of date soon.)
 */
export type MessageSeal = {
  seal(channel: string, message: Uint8Array): Uint8Array
  /** The message under the seal; null when the seal is not ours. */
  open(channel: string, sealed: Uint8Array): Uint8Array | null
}

/** The seal of all nodes with this secret. */
export function messageSeal(secret: string): MessageSeal {
  // The secret signs tickets as well: a key of its own keeps the two apart.
  const key = createHmac('sha256', secret).update('tandem: messages between nodes').digest()
  const sealOf = (channel: string, message: Uint8Array) =>
    createHmac('sha256', key).update(`${channel}\0`).update(message).digest().subarray(0, sealBytes)
  return {
    seal: (channel, message) => Buffer.concat([sealOf(channel, message), message]),
    open(channel, sealed) {
      // Before anything is done with its bytes: what nobody of ours sends costs nothing.
      if (sealed.length <= sealBytes || sealed.length > sealBytes + limits.maxNodeMessageBytes) return null
      const message = sealed.subarray(sealBytes)
      return timingSafeEqual(sealed.subarray(0, sealBytes), sealOf(channel, message)) ? message : null
    },
  }
}

const shape = createHash('sha256').update(nodeMessageShape).digest('hex').slice(0, 8)

/** Where nodes talk about a document. Nodes that would not understand each other, as in an upgrade, don't meet. */
export function channelOf(documentId: string): string {
  return `tandem:${shape}:${documentId}`
}
