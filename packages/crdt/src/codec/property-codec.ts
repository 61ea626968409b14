import type { PropertyValue } from '../operation.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { demand } from './decode-error.ts'

/** The tags of values that have no bytes behind their tag are their places here. */
const bareValues = [null, false, true] as const
const numberTag = 3
const textTag = 4

/** How the type of a property's value is written, in every format and in the digest. */
export function tagOf(value: PropertyValue): number {
  if (typeof value === 'string') return textTag
  return typeof value === 'number' ? numberTag : bareValues.indexOf(value)
}

/** Writes what the tag doesn't say already. */
export function writeValue(writer: ByteWriter, value: PropertyValue | undefined): void {
  if (typeof value === 'number') writer.float64(value)
  else if (typeof value === 'string') writer.string(value)
}

/** Reads the value with that tag. Throws `DecodeError`. Whether a property can have it is for `propertyProblem` to say. */
export function readValue(reader: ByteReader, tag: number): PropertyValue {
  if (tag === numberTag) return reader.float64()
  if (tag === textTag) return reader.string()
  const value = bareValues[tag]
  demand(value !== undefined, 'invalid', 'property')
  return value
}
