import { ByteReader, ByteWriter, DecodeError } from '@tandem/crdt'

/**
 * One description of a message gives its type, its encoder, its validating decoder, and its *shape*: a canonical text
 * that a test hashes, so that no message changes without a new protocol version.
 *
 * The bytes hold no names: a struct is its fields one after another, in the order of their declaration.
 */
export interface Schema<T> {
  /** Canonical text of everything that the bytes depend on, limits included. */
  readonly shape: string
  /** Appends the value. Throws RangeError when the value breaks a limit: that is a mistake of our own. */
  write(out: ByteWriter, value: T): void
  /** Takes a value. Throws DecodeError when the bytes are not one. */
  read(input: ByteReader): T
}

/** The type that a schema describes. */
export type SchemaValue<S> = S extends Schema<infer T> ? T : never

/** Encodes one value. */
export function encode<T>(schema: Schema<T>, value: T): Uint8Array {
  const out = new ByteWriter()
  schema.write(out, value)
  return out.finish()
}

/** Decodes one value that fills the bytes to the end. Throws DecodeError. */
export function decode<T>(schema: Schema<T>, bytes: Uint8Array): T {
  const input = new ByteReader(bytes)
  const value = schema.read(input)
  input.end()
  return value
}

/** An integer from 0 to `max`, as a varint. */
export function uint(max: number): Schema<number> {
  return {
    shape: `uint<=${max}`,
    write(out, value) {
      if (!Number.isInteger(value) || value < 0 || value > max) throw new RangeError(`${value} is not in 0…${max}`)
      out.varint(value)
    },
    read: (input) => input.varint(max),
  }
}

const maxInt = 2 ** 52 - 1

/** An integer of either sign, as a varint that counts 0, -1, 1, -2, … */
export const int: Schema<number> = {
  shape: 'int',
  write(out, value) {
    if (!Number.isInteger(value) || Math.abs(value) > maxInt) throw new RangeError(`${value} is not within ±${maxInt}`)
    out.signed(value)
  },
  read(input) {
    const value = input.signed()
    if (Math.abs(value) > maxInt) throw new DecodeError('number', `a number outside ±${maxInt}`)
    return value
  },
}

/** Yes or no, one byte. */
const flag: Schema<boolean> = {
  shape: 'flag',
  write: (out, value) => out.byte(value ? 1 : 0),
  read(input) {
    const byte = input.byte()
    if (byte > 1) throw new DecodeError('invalid', 'a flag is 0 or 1')
    return byte === 1
  },
}

/** Well-formed text of at most `maxUnits` UTF-16 code units, as UTF-8 behind its length. */
export function text(maxUnits: number): Schema<string> {
  return {
    shape: `text<=${maxUnits}`,
    write(out, value) {
      if (value.length > maxUnits) throw new RangeError(`a text of ${value.length} code units, at most ${maxUnits}`)
      out.string(value)
    },
    read: (input) => input.string(maxUnits),
  }
}

/** At most `maxLength` bytes, behind their length. What is read is a view of the frame. */
export function bytes(maxLength: number): Schema<Uint8Array> {
  return {
    shape: `bytes<=${maxLength}`,
    write(out, value) {
      if (value.length > maxLength) throw new RangeError(`${value.length} bytes, at most ${maxLength}`)
      out.varint(value.length)
      out.bytes(value)
    },
    read: (input) => input.bytes(input.varint(maxLength)),
  }
}

/** One of the given words, as its index: words are only ever added at the end. */
export function oneOf<const W extends string>(words: readonly W[]): Schema<W> {
  return {
    shape: `oneOf(${words.join('|')})`,
    write(out, value) {
      const index = words.indexOf(value)
      if (index < 0) throw new RangeError(`${value} is not one of ${words.join(', ')}`)
      out.varint(index)
    },
    read(input) {
      const word = words[input.varint(words.length - 1)]
      if (word === undefined) throw new DecodeError('invalid', `not one of ${words.join(', ')}`)
      return word
    },
  }
}

/** A value or `null`, behind a flag. */
export function optional<T>(inner: Schema<T>): Schema<T | null> {
  return {
    shape: `optional(${inner.shape})`,
    write(out, value) {
      flag.write(out, value !== null)
      if (value !== null) inner.write(out, value)
    },
    read: (input) => (flag.read(input) ? inner.read(input) : null),
  }
}

/** At most `maxItems` values behind their number. */
export function list<T>(item: Schema<T>, maxItems: number): Schema<readonly T[]> {
  return {
    shape: `list(${item.shape})<=${maxItems}`,
    write(out, values) {
      if (values.length > maxItems) throw new RangeError(`${values.length} items, at most ${maxItems}`)
      out.varint(values.length)
      for (const value of values) item.write(out, value)
    },
    read(input) {
      // No item takes less than a byte, so that a number larger than the rest of the frame is refused before the loop.
      const count = input.varint(Math.min(maxItems, input.remaining))
      const values: T[] = []
      for (let at = 0; at < count; at++) values.push(item.read(input))
      return values
    },
  }
}

/** At most `maxItems` values, as many as there are up to the end of the frame: the last field of a message. */
export function rest<T>(item: Schema<T>, maxItems: number): Schema<readonly T[]> {
  return {
    shape: `rest(${item.shape})<=${maxItems}`,
    write(out, values) {
      if (values.length > maxItems) throw new RangeError(`${values.length} items, at most ${maxItems}`)
      for (const value of values) item.write(out, value)
    },
    read(input) {
      const values: T[] = []
      while (input.remaining > 0) {
        if (values.length === maxItems) throw new DecodeError('limit', `more than ${maxItems} items`)
        values.push(item.read(input))
      }
      return values
    },
  }
}

type Fields = Readonly<Record<string, Schema<never>>>
type StructValue<F> = { readonly [K in keyof F]: SchemaValue<F[K]> }

/** Named fields, in the order of their declaration. */
export function struct<F extends { readonly [K in keyof F]: F[K] }>(fields: F): Schema<StructValue<F>> {
  const entries = Object.entries(fields as unknown as Fields)
  return {
    shape: `{${entries.map(([name, schema]) => `${name}:${schema.shape}`).join(',')}}`,
    write(out, value) {
      for (const [name, schema] of entries) schema.write(out, value[name as keyof F] as never)
    },
    read(input) {
      const value: Record<string, unknown> = {}
      for (const [name, schema] of entries) value[name] = schema.read(input)
      return value as StructValue<F>
    },
  }
}

type UnionValue<F> = { [K in keyof F]: { readonly kind: K } & SchemaValue<F[K]> }[keyof F]

/** One of several structs, told apart by `kind`; the tag is its place: kinds are only ever added at the end. */
export function union<F extends { readonly [K in keyof F]: F[K] }>(kinds: F): Schema<UnionValue<F>> {
  const entries = Object.entries(kinds as unknown as Fields)
  return {
    shape: entries.map(([kind, schema]) => `${kind}${schema.shape}`).join('|'),
    write(out, value) {
      const tag = entries.findIndex(([kind]) => kind === value.kind)
      const schema = entries[tag]?.[1]
      if (!schema) throw new RangeError(`${String(value.kind)} is not a kind of this union`)
      out.varint(tag)
      schema.write(out, value as never)
    },
    read(input) {
      const entry = entries[input.varint(entries.length - 1)]
      if (!entry) throw new DecodeError('invalid', 'no such kind')
      const [kind, schema] = entry
      return { kind, ...(schema.read(input) as object) } as UnionValue<F>
    },
  }
}
