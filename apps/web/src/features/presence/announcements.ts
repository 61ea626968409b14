import type { RemoteEdit } from '@tandem/codemirror'
import type { Preferences } from '#lib/preferences.ts'
import type { Earcon } from './earcons.ts'
import type { LineRange } from './line-range.ts'
import { messages } from './messages.ts'

/** What is told at most once: more often a screen reader does not come to an end. */
export const announcementPauseMs = 5_000
/** More places in one sentence than anybody keeps in mind. */
const maxPlaces = 3
/** In a larger room one does not see everybody come, only the number. */
const maxGreeted = 5

/** Whoever is here, by id. */
export type Names = ReadonlyMap<string, string>

/** How much of it somebody wants to hear: in words, and as sounds. */
export type Hearing = { readonly level: Preferences['announcements']; readonly sounds: boolean }

/** What there is to say: `greetings` for the eye too, `sentences` for a screen reader alone; and what to hear of it. */
export type News = {
  readonly greetings: readonly string[]
  readonly sentences: readonly string[]
  readonly earcons: readonly Earcon[]
}

/**
 * Collects what others do and tells it in few sentences. Who came and went is what differs between two tellings: somebody
 * who reloads the page in between has done neither.
 */
export class Announcements {
  #known: Names | null = null
  #here: Names = new Map()
  readonly #edits = new Map<string, LineRange[]>()
  #onMyLine = false

  /** Who is here now. The first ones were here before me. */
  see(here: Names): void {
    this.#known ??= here
    this.#here = here
  }

  /** Somebody, or several together, changed these lines: kept as far as one wants to hear of it. */
  edited({ by, ranges }: RemoteEdit, { level, sounds }: Hearing): void {
    const onMyLine = ranges.filter((range) => range.onMyLine)
    if (sounds && onMyLine.length > 0) this.#onMyLine = true
    const wanted = level === 'all' ? ranges : level === 'nearby' ? onMyLine : []
    if (wanted.length === 0) return
    const who = by.join('\n')
    const lines = wanted.map(({ firstLine, lastLine }) => ({ first: firstLine, last: lastLine }))
    this.#edits.set(who, merged([...(this.#edits.get(who) ?? []), ...lines]))
  }

  /** Whether there is anything to tell. */
  get pending(): boolean {
    const known = this.#known
    return this.#onMyLine || this.#edits.size > 0 || (known !== null && differs(known, this.#here))
  }

  /** What is to be told now; it is not told again. */
  take({ level, sounds }: Hearing): News {
    const known = this.#known ?? this.#here
    const came = [...this.#here].filter(([id]) => !known.has(id)).map(([, name]) => name)
    const left = [...known].filter(([id]) => !this.#here.has(id)).map(([, name]) => name)
    const edits = [...this.#edits].map(([who, ranges]) => this.#sentence(who.split('\n'), ranges))
    const earcons: readonly Earcon[] = sounds
      ? [
          ...(came.length > 0 ? (['came'] as const) : []),
          ...(left.length > 0 ? (['left'] as const) : []),
          ...(this.#onMyLine ? (['changed'] as const) : []),
        ]
      : []
    this.#known = this.#here
    this.#edits.clear()
    this.#onMyLine = false
    if (level === 'off') return { greetings: [], sentences: [], earcons }
    const coming = came.length > 0 ? [messages.came(came)] : []
    const greeted = this.#here.size <= maxGreeted
    const leaving = left.length > 0 ? [messages.left(left)] : []
    return { greetings: greeted ? coming : [], sentences: [...(greeted ? [] : coming), ...leaving, ...edits], earcons }
  }

  #sentence(by: readonly string[], ranges: readonly LineRange[]): string {
    const names = by.map((id) => this.#here.get(id) ?? messages.somebody)
    return messages.changed(names, ranges.slice(0, maxPlaces), Math.max(0, ranges.length - maxPlaces))
  }
}

function differs(a: Names, b: Names): boolean {
  return a.size !== b.size || [...a.keys()].some((id) => !b.has(id))
}

/** In order; those that touch are one. */
function merged(ranges: readonly LineRange[]): LineRange[] {
  const result: LineRange[] = []
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = result.at(-1)
    if (before && range.first <= before.last + 1) {
      result[result.length - 1] = { first: before.first, last: Math.max(before.last, range.last) }
    } else result.push(range)
  }
  return result
}
