import { unreachable } from '../assert.ts'
import { maxKeyUnits, maxValueUnits } from '../limits.ts'
import type { PropertyValue } from '../operation.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { DecodeError } from './decode-error.ts'

/** How the type of a property's value is written, in every format and in the digest. */
export const valueTag = { null: 0, false: 1, true: 2, number: 3, string: 4 } as const

/** One of the numbers in `valueTag`. */
export type ValueTag = (typeof valueTag)[keyof typeof valueTag]

/** The tag of a value. */
export function tagOf(value: PropertyValue): ValueTag {
  if (value === null) return valueTag.null
  if (value === false) return valueTag.false
  if (value === true) return valueTag.true
  return typeof value === 'number' ? valueTag.number : valueTag.string
}

/** Throws `DecodeError` when the number is no tag. */
export function parseTag(tag: number): ValueTag {
  for (const known of Object.values(valueTag)) if (known === tag) return known
  throw new DecodeError('invalid', `unknown kind of value ${tag}`)
}

/** Writes what the tag doesn't say already. */
export function writeValue(writer: ByteWriter, value: PropertyValue): void {
  if (typeof value === 'number') writer.float64(value)
  else if (typeof value === 'string') writer.string(value)
}

/** Reads the value of that type. Throws `DecodeError`. */
export function readValue(reader: ByteReader, tag: ValueTag): PropertyValue {
  switch (tag) {
    case valueTag.null:
      return null
    case valueTag.false:
      return false
    case valueTag.true:
      return true
    case valueTag.number: {
      const value = reader.float64()
      if (!Number.isFinite(value)) throw new DecodeError('number', 'a value that is not finite')
      return value
    }
    case valueTag.string:
      return reader.string(maxValueUnits)
    default:
      return unreachable(tag)
  }
}

/** Reads a property's key. Throws `DecodeError`. */
export function readKey(reader: ByteReader): string {
  return reader.string(maxKeyUnits)
}
