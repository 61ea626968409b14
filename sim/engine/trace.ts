/** What happened, as a number: two runs of one scenario have the same, or the simulation is not what it says. */
export class Trace {
  #hash = 0x811c9dc5
  readonly #lines: string[] | null

  /** With `keep` the trace can be read as well. */
  constructor(keep: boolean) {
    this.#lines = keep ? [] : null
  }

  /** An event begins. */
  event(at: number, label: string): void {
    this.#mix(Math.round(at * 1000))
    for (let index = 0; index < label.length; index++) this.#mix(label.charCodeAt(index))
    this.#lines?.push(`${at.toFixed(2).padStart(9)}  ${label}`)
  }

  /** Something about the event that is under way. */
  note(text: string): void {
    for (let index = 0; index < text.length; index++) this.#mix(text.charCodeAt(index))
    this.#lines?.push(`             ${text}`)
  }

  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0')
  }

  get lines(): readonly string[] {
    return this.#lines ?? []
  }

  #mix(value: number): void {
    this.#hash = Math.imul(this.#hash ^ value, 0x01000193)
  }
}
