import { type Change, encodeChange, type PropertyValue } from '@tandem/crdt'
import { type ErrorCode, unreachable } from '@tandem/protocol'

/** Changes that could not be accepted, and the text as it stood with them. */
export type Rescue = {
  readonly rescuedAt: Date
  readonly text: string
  readonly changes: readonly Change[]
  /** Why the server did not take them, as far as that is known. */
  readonly code: ErrorCode | null
}

/** A change in a rescue file: what it did, for people, and its bytes, for programs. */
type RescuedChange = {
  readonly replica: number
  readonly rseq: number
  readonly inserted: readonly string[]
  /** Code units that it deleted. */
  readonly deleted: number
  /** Properties that it set; null for one that it removed. */
  readonly properties: Readonly<Record<string, PropertyValue>>
  /** The encoded change, in base64. */
  readonly bytes: string
}

/** Names the format of a rescue file. */
export const rescueFormat = 'tandem-rescue-1'

/**
 * Everything that was rescued from one document, as JSON: nothing that a person wrote is only in a text, where others'
 * writing is too.
 */
export function rescueFile(
  document: { readonly id: string; readonly title: string },
  rescues: readonly Rescue[],
): string {
  const parts = rescues.map(({ rescuedAt, text, changes }) => ({
    rescuedAt: rescuedAt.toISOString(),
    text,
    changes: changes.map(rescued),
  }))
  return `${JSON.stringify({ format: rescueFormat, document, rescues: parts }, null, 2)}\n`
}

/** What these changes put into the text, one after another: all that is left of them where the text itself is gone. */
export function writtenBy(changes: readonly Change[]): string {
  return changes.flatMap((change) => rescued(change).inserted).join('')
}

function rescued(change: Change): RescuedChange {
  const inserted: string[] = []
  const properties = new Map<string, PropertyValue>()
  let deleted = 0
  for (const operation of change.operations) {
    switch (operation.kind) {
      case 'insert':
      case 'type':
        inserted.push(operation.text)
        break
      case 'delete':
        deleted += operation.length
        break
      case 'set':
        properties.set(operation.key, operation.value)
        break
      case 'remove':
        properties.set(operation.key, null)
        break
      default:
        unreachable(operation)
    }
  }
  const bytes = base64(encodeChange(change))
  return {
    replica: change.replica,
    rseq: change.rseq,
    inserted,
    deleted,
    properties: Object.fromEntries(properties),
    bytes,
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
