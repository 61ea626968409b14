import type { Change } from '../change.ts'
import { versionOf } from '../diff.ts'
import type { Edit, Splice } from '../edit.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { Operation } from '../operation.ts'
import type { TandemDoc } from '../tandem-doc.ts'
import type { Prng } from './prng.ts'

/** Few different characters, so that texts look alike; half of them surrogate pairs. */
const characters = ['a', 'b', 'c', '\n', 'é', '😀', '👩', '🚀', '𝒳', '\ud83d\ude00']

/** Well-formed text of one to `maxCharacters` characters. */
export function randomText(prng: Prng, maxCharacters: number): string {
  return Array.from({ length: 1 + prng.int(maxCharacters) }, () => prng.pick(characters)).join('')
}

/** An edit that `doc.edit` accepts: one to three splices, of short texts and ranges, never inside a pair. */
export function randomEdit(prng: Prng, doc: TandemDoc): Edit {
  const text = doc.toString()
  const splices: Splice[] = []
  let from = 0
  for (let count = prng.chance(0.7) ? 1 : 3; count > 0; count--) {
    from = outsidePair(text, from + prng.int(text.length - from + 1))
    const to = prng.chance(0.6) ? from : outsidePair(text, Math.min(text.length, from + prng.int(6)))
    const insert = from === to || prng.chance(0.3) ? randomText(prng, 4) : ''
    splices.push({ from, to, insert })
    from = to
  }
  return splices
}

/** A local change: mostly of the text, sometimes of a property. */
export function randomChange(prng: Prng, doc: TandemDoc): Change {
  const key = prng.pick(['language', 'tabs', 'wrap'])
  if (prng.chance(0.1)) return doc.removeProperty(key)
  if (prng.chance(0.15))
    return doc.setProperty(key, prng.pick([null, true, false, prng.int(9), -0.5, randomText(prng, 3)]))
  return doc.edit(randomEdit(prng, doc))
}

/**
 * A change that no honest replica makes but that is valid: with any known code units as origins, halves of pairs and
 * deleted ones included, in any order, deletions that begin and end inside pairs, and typing on, wherever that is. It is not applied yet.
 */
export function hostileChange(prng: Prng, doc: TandemDoc, replica: ReplicaId): Change {
  const known = [...versionOf(doc).entries()]
  const counter = versionOf(doc).next(replica)
  const randomId = (): Id | null => {
    if (known.length === 0 || prng.chance(0.1)) return null
    const [author, next] = prng.pick(known)
    return { replica: author, counter: prng.int(next) }
  }
  const operations: Operation[] = []
  let next = counter
  for (let count = 1 + prng.int(3); count > 0; count--) {
    const target = randomId()
    if (target !== null && prng.chance(0.3) && operations.length === 0) {
      const length = 1 + prng.int(Math.min(3, versionOf(doc).next(target.replica) - target.counter))
      operations.push({ kind: 'delete', ...target, length })
    } else {
      const text = randomText(prng, 3)
      if (next > 0 && prng.chance(0.2)) operations.push({ kind: 'type', text })
      else operations.push({ kind: 'insert', left: randomId(), right: randomId(), text })
      next += text.length
    }
  }
  return { replica, rseq: doc.rseqOf(replica) + 1, lamport: doc.lamport + 1 + prng.int(3), counter, operations }
}

/**
 * Changes as a person makes them: mostly typing on, sometimes going back over the last characters, sometimes moving to
 * another place. Made with `doc.edit`, so they are applied.
 */
export function typedChanges(prng: Prng, doc: TandemDoc, count: number): readonly Change[] {
  const changes: Change[] = []
  let caret = doc.length
  while (changes.length < count) {
    if (prng.chance(0.02)) caret = prng.int(doc.length + 1)
    if (caret > 0 && prng.chance(0.2)) {
      changes.push(doc.edit([{ from: caret - 1, to: caret, insert: '' }]))
      caret -= 1
    } else {
      changes.push(doc.edit([{ from: caret, to: caret, insert: prng.pick(['e', 't', 'a', ' ', '\n']) }]))
      caret += 1
    }
  }
  return changes
}

function outsidePair(text: string, position: number): number {
  const unit = text.charCodeAt(position)
  return unit >= 0xdc00 && unit < 0xe000 ? position + 1 : position
}
