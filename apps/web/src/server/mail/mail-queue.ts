import type { Deliver, Mail } from './mail.ts'

/** Makes a message when its turn comes; null when there is nothing to send after all. */
export type MakeMail = () => Promise<Mail | null>

/** Why a message was given up, in words that hold no address. */
export type MailFailure = 'queue_full' | 'not_made' | 'not_delivered'

/** Messages that are under way at once: a mail server that hangs keeps so many others waiting. */
const running = 4
/** Messages that wait: some minutes of a slow mail server. What comes then is given up, and said. */
const maxWaiting = 1_000
/** Before the second and the third try: a mail server that is being restarted, and one that says "later". */
const pausesMs = [2_000, 30_000]

/** Delivers messages one after another while nobody waits for it. In memory: what is under way when the process ends is lost. */
export class MailQueue {
  readonly #deliver: Deliver
  readonly #failed: (failure: MailFailure, error?: unknown) => void
  readonly #waiting: MakeMail[] = []
  #active = 0

  constructor(deliver: Deliver, failed: (failure: MailFailure, error?: unknown) => void) {
    this.#deliver = deliver
    this.#failed = failed
  }

  /** Takes a message and returns at once, whatever becomes of it. */
  add(make: MakeMail): void {
    if (this.#waiting.length >= maxWaiting) {
      this.#failed('queue_full')
      return
    }
    this.#waiting.push(make)
    if (this.#active < running) void this.#work()
  }

  async #work(): Promise<void> {
    this.#active++
    // After the caller's own work: what a message costs is no part of any answer.
    await new Promise((resolve) => setImmediate(resolve))
    for (let make = this.#waiting.shift(); make; make = this.#waiting.shift()) await this.#send(make)
    this.#active--
  }

  async #send(make: MakeMail): Promise<void> {
    let mail: Mail | null
    try {
      mail = await make()
    } catch (error) {
      return this.#failed('not_made', error)
    }
    if (mail !== null) await this.#deliverInTime(mail)
  }

  async #deliverInTime(mail: Mail): Promise<void> {
    for (const pauseMs of [...pausesMs, null]) {
      try {
        return await this.#deliver(mail)
      } catch (error) {
        if (pauseMs === null) return this.#failed('not_delivered', error)
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    }
  }
}
