import type { Client, CrowdMember, Place, Screen } from '../clients/client.ts'
import type { Job, Stage } from './job.ts'
import { Keys, SeenKeys } from './keys.ts'

/** How long a document's sessions may take to join. */
const joinMs = 60_000
/** A relay's screen shows one's own keys when they come back: the last ones of all. */
const ownMs = 5_000
/** How often it is looked whether everything has arrived. */
const pollMs = 2

/** What is pasted is no key: one code unit, and three bytes of UTF-8. */
const pastedUnit = 'あ'

/** Strikes one key: typist `typist` of its document. */
type Strike = () => void

/** Sessions in documents, who type and watch each other. */
export class Scene {
  readonly latencies: number[] = []
  readonly #documents: OpenDocument[] = []
  #failure: string | null = null

  /** Opens all documents with their sessions, one document after another, as many sessions at once as joining allows. */
  static async open(client: Client, job: Pick<Job, 'url' | 'documents'>, cast: Cast): Promise<Scene> {
    const scene = new Scene()
    const deadline = AbortSignal.timeout(joinMs)
    for (const stage of job.documents) {
      if (deadline.aborted) throw new Error(`the sessions did not join within ${joinMs / 1000} s`)
      const failed = (reason: string) => {
        scene.#failure ??= reason
      }
      scene.#documents.push(await OpenDocument.open(client, job.url, stage, cast, scene.latencies, failed))
    }
    return scene
  }

  /** Everybody who types, those of all documents in turn. */
  get strikes(): readonly Strike[] {
    const all: Strike[] = []
    for (let typist = 0; this.#documents.some(({ strikes }) => typist < strikes.length); typist++) {
      for (const { strikes } of this.#documents) {
        const strike = strikes[typist]
        if (strike) all.push(strike)
      }
    }
    return all
  }

  /** The first person of the first document exchanges what they pasted last for something as long, at the end of the text. */
  paste(units: number): void {
    this.#documents[0]?.paste(units)
  }

  /** One more of the crowd reads no more. */
  stopOneReader(): void {
    this.#documents[0]?.stopOneReader()
  }

  /** All keys so far. */
  get typed(): number {
    return this.#documents.reduce((sum, { keys }) => sum + keys.typed, 0)
  }

  /** Resolves when every screen shows every key: true; false when that takes longer. Throws when a session was lost. */
  async caughtUp(withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs
    let behind = this.#documents
    for (;;) {
      this.check()
      behind = behind.filter((document) => !document.isCaughtUp)
      if (behind.length === 0) return true
      if (performance.now() > deadline) return false
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  }

  /** Throws when a session was lost. */
  check(): void {
    if (this.#failure !== null) throw new SessionLost(this.#failure)
  }

  /** Throws unless all screens of a document come to show one text, with every key in it. */
  async compare(): Promise<void> {
    const deadline = performance.now() + ownMs
    for (;;) {
      const differences = this.#documents.map((document) => document.difference())
      const difference = differences.find((each) => each !== null)
      if (!difference) return
      if (performance.now() > deadline) throw new Error(difference)
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  }

  close(): void {
    for (const document of this.#documents) document.close()
  }
}

/** A session ended that nobody had ended. */
export class SessionLost extends Error {
  override readonly name = 'SessionLost'
}

/** Who is in each document. */
export type Cast = { readonly sessions: number; readonly screens: number; readonly typists: number }

/** One document, with its screens and its crowd. */
class OpenDocument {
  readonly keys = new Keys()
  readonly strikes: Strike[] = []
  readonly #screens: { screen: Screen; seen: SeenKeys; own: number }[] = []
  readonly #crowd: CrowdMember[] = []
  readonly #stopped = new Set<CrowdMember>()
  readonly #latencies: number[]
  /** How long the last paste was. */
  #pasted = 0

  private constructor(latencies: number[]) {
    this.#latencies = latencies
  }

  static async open(
    client: Client,
    url: string,
    { document, members }: Stage,
    { sessions, screens, typists }: Cast,
    latencies: number[],
    failed: (reason: string) => void,
  ): Promise<OpenDocument> {
    const opened = new OpenDocument(latencies)
    for (let session = 0; session < sessions; session++) {
      const place = { url, document, member: members[session] ?? null }
      const strike =
        session < screens
          ? await opened.#openScreen(client, place, session, failed)
          : await opened.#joinCrowd(client, place, session, failed)
      if (session < typists) opened.strikes.push(strike)
    }
    return opened
  }

  paste(units: number): void {
    const screen = this.#screens[0]?.screen
    if (!screen) throw new Error('nobody is there who could paste')
    const { length } = screen.text()
    screen.replace(length - this.#pasted, this.#pasted, pastedUnit.repeat(units))
    this.#pasted = units
  }

  stopOneReader(): void {
    const reader = this.#crowd.pop()
    if (!reader) throw new Error('nobody reads in a crowd')
    this.#stopped.add(reader)
    reader.stopReading()
  }

  get isCaughtUp(): boolean {
    return this.#screens.every(({ seen, own }) => seen.seen + own === this.keys.typed)
  }

  /** What is wrong with the texts on the screens; null when nothing is. */
  difference(): string | null {
    const texts = this.#screens.map(({ screen }) => screen.text())
    const [first = ''] = texts
    if (texts.some((text) => text !== first)) return 'two screens show different texts'
    const shown = first.replaceAll(pastedUnit, '').length
    if (this.#screens.length > 0 && shown !== this.keys.typed)
      return `${this.keys.typed} keys were struck, and the text shows ${shown}`
    return null
  }

  close(): void {
    for (const { screen } of this.#screens) screen.close()
    for (const member of this.#crowd) member.close()
  }

  async #openScreen(client: Client, place: Place, session: number, failed: (reason: string) => void): Promise<Strike> {
    const seen = new SeenKeys(this.keys)
    // Everybody goes on typing where they are, whatever others insert in front of it.
    let caret = 0
    const screen = await client.openScreen(
      place,
      (at, removed, inserted) => {
        if (at < caret) caret += inserted.length - removed
        seen.show(inserted, this.#latencies)
      },
      failed,
    )
    const shown = { screen, seen, own: 0 }
    this.#screens.push(shown)
    return () => {
      shown.own++
      screen.replace(caret, 0, this.keys.strike(session))
      caret++
    }
  }

  async #joinCrowd(client: Client, place: Place, session: number, failed: (reason: string) => void): Promise<Strike> {
    const member = await client.joinCrowd(place, (reason) => {
      // Whoever doesn't read may be sent away.
      if (!this.#stopped.has(member)) failed(reason)
    })
    this.#crowd.push(member)
    return () => member.type(this.keys.strike(session))
  }
}
