import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { type Replica, Unsupported } from '../contenders/contender.ts'
import type { Conversation } from '../conversation.ts'
import { inCodeUnitsOf, type Typing } from '../edits.ts'
import { writeParts } from '../files.ts'
import type { Measured } from '../job.ts'
import type { Rivals } from '../synthetic/rivals.ts'
import { type Context, files, verify } from './context.ts'

/** The changes of a sequential trace and its snapshot, left in files; their sizes. */
export function makeTyping(context: Context, typing: Typing): Measured {
  const { contender } = context
  const replica = contender.create(1, 'each')
  const edits = typing.edits[contender.unit]
  const changes = edits.map((edit) => {
    replica.edit(contender.prepare(edit))
    return replica.takeChange()
  })
  verify(replica.text(), typing.end)
  const last = edits.findLastIndex(({ deleted, insert }) => deleted === 0 && [...insert].length === 1)
  const one = changes[last]
  return { ...leave(context, changes, typing.end, replica), ...(one && { 'one-character': one.length }) }
}

/** The changes of a concurrent trace, each made in the state that its author had; and the snapshot of all. */
export function makeConversation(context: Context, conversation: Conversation): Measured {
  const { contender } = context
  const replicas = Array.from({ length: conversation.agents }, (_, agent) => contender.create(agent + 1, 'each'))
  const changesOf: Uint8Array[][] = []
  for (const { agent, hears, edits } of conversation.steps) {
    const replica = replicas[agent]
    if (!replica) throw new Error(`there is no agent ${agent}`)
    for (const step of hears) for (const change of changesOf[step] ?? []) replica.apply(change)
    const converts = conversation.hasPairs && contender.unit === 'code units'
    const made = edits.map((edit) => {
      replica.edit(contender.prepare(converts ? inCodeUnitsOf(edit, replica.text()) : edit))
      return replica.takeChange()
    })
    changesOf.push(made)
  }
  const changes = changesOf.flat()
  const reader = contender.create(conversation.agents + 1, 'none')
  for (const change of changes) reader.apply(change)
  const { mergesDifferently } = contender
  if (mergesDifferently !== null && reader.text() !== conversation.end) throw new Unsupported(mergesDifferently)
  verify(reader.text(), conversation.end)
  return leave(context, changes, conversation.end, reader)
}

/**
 * The changes of many rivals in the order of their arrival, and the text that a reader has to show then: that of one who
 * hears them in another order.
 */
export function makeRivals(context: Context, { start, replicas, arrivals }: Rivals): Measured {
  const { contender } = context
  const author = contender.create(replicas + 1, 'each')
  const base: Uint8Array[] = []
  if (start !== '') {
    author.edit(contender.prepare({ at: 0, deleted: 0, insert: start }))
    base.push(author.takeChange())
  }
  const byReplica = Array.from({ length: replicas }, () => [] as number[])
  for (const [index, { replica }] of arrivals.entries()) byReplica[replica]?.push(index)
  const changes: Uint8Array[] = new Array<Uint8Array>(arrivals.length)
  const ofFirst: Uint8Array[] = []
  byReplica.forEach((indexes, number) => {
    const replica = contender.create(number + 1, 'each')
    for (const change of base) replica.apply(change)
    let heard = 0
    for (const index of indexes) {
      const arrival = arrivals[index]
      if (!arrival) throw new Error(`there is no arrival ${index}`)
      for (; heard < arrival.hears; heard++) {
        const change = ofFirst[heard]
        if (change) replica.apply(change)
      }
      replica.edit(contender.prepare({ at: arrival.at, deleted: 0, insert: arrival.insert }))
      const change = replica.takeChange()
      changes[index] = change
      if (number === 0) ofFirst.push(change)
    }
  })

  const reader = contender.create(replicas + 2, 'none')
  for (const change of [...base, ...ofFirst]) reader.apply(change)
  for (const indexes of byReplica.slice(1).reverse())
    for (const index of indexes) {
      const change = changes[index]
      if (change) reader.apply(change)
    }
  const text = reader.text()
  const length = arrivals.reduce((sum, { insert }) => sum + insert.length, start.length)
  if (text.length !== length) throw new Error(`${text.length} code units instead of ${length}`)
  writeParts(files(context).changes, [...base, ...changes])
  writeFileSync(files(context).text, text)
  return {}
}

function leave(context: Context, changes: readonly Uint8Array[], text: string, replica: Replica<unknown>): Measured {
  writeParts(files(context).changes, changes)
  writeFileSync(files(context).text, text)
  const average = changes.reduce((sum, { length }) => sum + length, 0) / changes.length
  try {
    const snapshot = replica.save()
    writeFileSync(files(context).snapshot, snapshot)
    return { average, snapshot: snapshot.length, 'snapshot-gzip': gzipSync(snapshot, { level: 9 }).length }
  } catch (error) {
    if (error instanceof Unsupported) return { average }
    throw error
  }
}
