import { type Outcome, unanswered } from './call.ts'

type Row = { connections: number; frames: number; readonly answers: Map<string, number> }

/** What was sent of each kind, and what came back. */
export class Tally {
  readonly #rows = new Map<string, Row>()
  /** Of all kinds. */
  frames = 0

  add(kind: string, { frames, answers }: Outcome): void {
    const row = this.#rows.get(kind) ?? { connections: 0, frames: 0, answers: new Map<string, number>() }
    this.#rows.set(kind, row)
    row.connections++
    row.frames += frames
    this.frames += frames
    for (const answer of answers) row.answers.set(answer, (row.answers.get(answer) ?? 0) + 1)
  }

  /** Whether anything of this kind was done. */
  has(kind: string): boolean {
    return this.#rows.has(kind)
  }

  /** How many times this was the answer, to whatever. */
  answered(answer: string): number {
    return [...this.#rows.values()].reduce((sum, { answers }) => sum + (answers.get(answer) ?? 0), 0)
  }

  /** Kinds that did not get what everybody gets: an answer, and not the one that stands for a mistake of ours. */
  findings(): string[] {
    return [...this.#rows].flatMap(([kind, { answers }]) =>
      [unanswered, 'internal'].flatMap((answer) => {
        const times = answers.get(answer)
        return times === undefined ? [] : [`${kind}: answered with ${answer}, ${times} times`]
      }),
    )
  }

  /** For a person: one line for each kind, in the order of these names. */
  print(names: readonly string[]): string {
    const lines = names.map((name) => {
      const { connections, frames, answers } = this.#rows.get(name) ?? { connections: 0, frames: 0, answers: new Map() }
      const told = [...answers].sort(([, a], [, b]) => b - a).map(([answer, times]) => `${answer} ${times}`)
      return line(name, String(connections), String(frames), told.join(', '))
    })
    return [line('kind', 'connections', 'frames', 'answers'), ...lines].join('\n')
  }
}

const line = (name: string, connections: string, frames: string, answers: string) =>
  `${name.padEnd(42)}${connections.padStart(11)}${frames.padStart(9)}  ${answers}`
