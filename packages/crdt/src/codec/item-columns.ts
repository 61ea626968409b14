import { present } from '../assert.ts'
import { type Id, type ReplicaId, sameId } from '../id.ts'
import { maxCounter } from '../limits.ts'
import { Item } from '../text/item.ts'
import type { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { DecodeError } from './decode-error.ts'

// One flag byte per item says what the other columns leave out.
const deletedFlag = 1
const sameAuthorFlag = 1 << 1
const leftShift = 2
const rightShift = 4
const left = { start: 0, ownPrevious: 1, neighbour: 2, given: 3 } as const
const right = { end: 0, following: 1, likeNeighbour: 2, given: 3 } as const

/** Writes items in document order as columns: flags, authors, lengths, counters, left origins, right origins, text, pairs. */
export function writeItems(writer: ByteWriter, items: Iterable<Item>, replicas: readonly ReplicaId[]): void {
  const ranks = new Map(replicas.map((replica, rank) => [replica, rank]))
  const rankOf = (replica: ReplicaId) => present(ranks.get(replica), 'rank of the replica')
  const flags = new ByteWriter(1024)
  const authors = new ByteWriter(1024)
  const counters = new ByteWriter(1024)
  const lengths = new ByteWriter(1024)
  const lefts = new ByteWriter(1024)
  const rights = new ByteWriter(1024)
  const pairs = new ByteWriter()
  const text: string[] = []
  const ends = new Map<ReplicaId, number>()
  let author = replicas[0]
  let previous: Item | null = null
  let count = 0
  let pairCount = 0
  let deletedUnits = 0
  let freeUnit = 0
  for (const item of items) {
    const leftMode = leftModeOf(item.left, item, previous)
    const rightMode = rightModeOf(item.right, item.left, previous)
    const sameAuthor = item.replica === author
    flags.byte(
      (item.deleted ? deletedFlag : 0) |
        (sameAuthor ? sameAuthorFlag : 0) |
        (leftMode << leftShift) |
        (rightMode << rightShift),
    )
    if (!sameAuthor) authors.varint(rankOf(item.replica))
    counters.signed(item.counter - (ends.get(item.replica) ?? 0))
    lengths.varint(item.length)
    if (leftMode === left.given) writeOrigin(lefts, item.left, item, rankOf)
    if (rightMode === right.given) writeOrigin(rights, item.right, item, rankOf)
    if (item.deleted) {
      // Pairs count through the tombstones as if they were one text; a pair takes two code units.
      for (const pair of item.pairs) {
        pairs.varint(deletedUnits + pair - freeUnit)
        freeUnit = deletedUnits + pair + 2
        pairCount += 1
      }
      deletedUnits += item.length
    } else {
      text.push(item.text)
    }
    ends.set(item.replica, item.end)
    author = item.replica
    previous = item
    count += 1
  }
  writer.varint(count)
  for (const column of [flags, authors, lengths, counters, lefts, rights]) writer.bytes(column.finish())
  writer.string(text.join(''))
  writer.varint(pairCount)
  writer.bytes(pairs.finish())
}

/** Reads what `writeItems` wrote. Every number is in its range; whether the items fit together is not checked. */
export function readItems(reader: ByteReader, replicas: readonly ReplicaId[]): readonly Item[] {
  const count = reader.varint(reader.remaining)
  const flags = reader.bytes(count)
  const authors = readAuthors(reader, flags, replicas)
  const lengths = authors.map(() => reader.varint(maxCounter + 1))
  const counters = readCounters(reader, authors, lengths)
  const leftsAt = counters.map((counter, at) =>
    modeAt(flags, at, leftShift) === left.given ? readOrigin(reader, counter, replicas) : null,
  )
  const rightsAt = counters.map((counter, at) =>
    modeAt(flags, at, rightShift) === right.given ? readOrigin(reader, counter, replicas) : null,
  )
  const text = reader.string()
  const pairs = readPairs(reader)

  const items: Item[] = []
  let textAt = 0
  let deletedUnits = 0
  let pairAt = 0
  let previous: Item | null = null
  for (let at = 0; at < count; at++) {
    const replica = present(authors[at], 'author')
    const counter = present(counters[at], 'counter')
    const length = present(lengths[at], 'length')
    const leftId = resolveLeft(modeAt(flags, at, leftShift), leftsAt[at] ?? null, { replica, counter }, previous)
    const rightId = resolveRight(modeAt(flags, at, rightShift), rightsAt[at] ?? null, leftId, previous)
    let content: { text: string } | { pairs: readonly number[] }
    if (((flags[at] ?? 0) & deletedFlag) !== 0) {
      const own: number[] = []
      for (let pair = pairs[pairAt]; pair !== undefined && pair < deletedUnits + length; pair = pairs[++pairAt]) {
        own.push(pair - deletedUnits)
      }
      deletedUnits += length
      content = { pairs: own }
    } else {
      content = { text: text.slice(textAt, textAt + length) }
      textAt += length
    }
    const item: Item = new Item({ replica, counter, left: leftId, right: rightId, length, content })
    items.push(item)
    previous = item
  }
  if (textAt !== text.length || pairAt !== pairs.length) throw new DecodeError('invalid', 'text without an item')
  return items
}

function leftModeOf(id: Id | null, item: Id, previous: Item | null): number {
  if (id === null) return left.start
  if (sameId(id, ownPrevious(item))) return left.ownPrevious
  return previous !== null && sameId(id, lastOf(previous)) ? left.neighbour : left.given
}

function rightModeOf(id: Id | null, leftId: Id | null, previous: Item | null): number {
  if (id === null) return right.end
  if (leftId !== null && sameId(id, following(leftId))) return right.following
  return previous !== null && sameId(id, previous.right) ? right.likeNeighbour : right.given
}

function resolveLeft(mode: number, given: Id | null, item: Id, previous: Item | null): Id | null {
  if (mode === left.ownPrevious) {
    if (item.counter === 0) throw new DecodeError('invalid', 'nothing comes before counter 0')
    return ownPrevious(item)
  }
  if (mode === left.neighbour) {
    if (previous === null) throw new DecodeError('invalid', 'the first item has no neighbour')
    return lastOf(previous)
  }
  return given
}

function resolveRight(mode: number, given: Id | null, leftId: Id | null, previous: Item | null): Id | null {
  if (mode === right.following) {
    if (leftId === null) throw new DecodeError('invalid', 'nothing follows the start')
    return following(leftId)
  }
  if (mode === right.likeNeighbour) {
    if (previous === null) throw new DecodeError('invalid', 'the first item has no neighbour')
    return previous.right
  }
  return given
}

function ownPrevious({ replica, counter }: Id): Id {
  return { replica, counter: counter - 1 }
}

function following({ replica, counter }: Id): Id {
  return { replica, counter: counter + 1 }
}

function lastOf(item: Item): Id {
  return { replica: item.replica, counter: item.end - 1 }
}

function modeAt(flags: Uint8Array, at: number, shift: number): number {
  return ((flags[at] ?? 0) >> shift) & 3
}

function readAuthors(reader: ByteReader, flags: Uint8Array, replicas: readonly ReplicaId[]): readonly ReplicaId[] {
  const authors: ReplicaId[] = []
  let author = replicas[0]
  for (const flag of flags) {
    if ((flag & sameAuthorFlag) === 0) author = replicas[reader.varint(replicas.length - 1)]
    if (author === undefined) throw new DecodeError('invalid', 'an item without a replica')
    authors.push(author)
  }
  return authors
}

function readCounters(
  reader: ByteReader,
  authors: readonly ReplicaId[],
  lengths: readonly number[],
): readonly number[] {
  const ends = new Map<ReplicaId, number>()
  return authors.map((author, at) => {
    const counter = (ends.get(author) ?? 0) + reader.signed()
    const end = counter + (lengths[at] ?? 0)
    if (counter < 0 || end <= counter || end > maxCounter + 1) throw new DecodeError('number', 'counter out of range')
    ends.set(author, end)
    return counter
  })
}

function writeOrigin(writer: ByteWriter, id: Id | null, item: Item, rankOf: (replica: ReplicaId) => number): void {
  const { replica, counter } = present(id, 'origin')
  writer.varint(rankOf(replica))
  writer.signed(counter - item.counter)
}

function readOrigin(reader: ByteReader, base: number, replicas: readonly ReplicaId[]): Id {
  const replica = replicas[reader.varint(replicas.length - 1)]
  const counter = base + reader.signed()
  if (replica === undefined || counter < 0 || counter > maxCounter)
    throw new DecodeError('number', 'origin out of range')
  return { replica, counter }
}

function readPairs(reader: ByteReader): readonly number[] {
  const pairs: number[] = []
  let free = 0
  for (let count = reader.varint(reader.remaining); count > 0; count--) {
    const pair = free + reader.varint()
    if (!Number.isSafeInteger(pair)) throw new DecodeError('number', 'pair out of range')
    pairs.push(pair)
    free = pair + 2
  }
  return pairs
}
