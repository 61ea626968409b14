import type { Edit } from '@tandem/crdt'
import type { Prng } from '@tandem/crdt/testing'

/** A document stays about this long: longer ones would make a run slow and show nothing more. */
const comfortableUnits = 20_000

/** What a person does next in a text of this length: types mostly, erases, pastes now and then. */
export function nextEdit(length: number, slice: (from: number, to: number) => string, random: Prng): Edit {
  const erases = length > comfortableUnits ? 0.8 : 0.2
  if (length > 0 && random.chance(erases)) {
    const longest = length > comfortableUnits ? 2_000 : 8
    const from = wholeAt(random.int(length), length, slice)
    const to = wholeAt(Math.min(length, from + 1 + random.int(longest)), length, slice)
    if (to > from) return [{ from, to, insert: '' }]
  }
  const at = wholeAt(random.int(length + 1), length, slice)
  return [{ from: at, to: at, insert: textOf(random) }]
}

function textOf(random: Prng): string {
  if (random.chance(0.005)) return 'pasted '.repeat(1 + random.int(300))
  if (random.chance(0.03)) return '\u{1f980}'
  const letters = Array.from({ length: 1 + random.int(6) }, () => String.fromCharCode(97 + random.int(26)))
  return letters.join('')
}

/** Never between the halves of a surrogate pair. */
function wholeAt(at: number, length: number, slice: (from: number, to: number) => string): number {
  if (at === length) return at
  const unit = slice(at, at + 1)
  return unit >= '\udc00' && unit <= '\udfff' ? at - 1 : at
}
