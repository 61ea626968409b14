import type { TandemDoc } from '@tandem/crdt'
import { Prng, randomEdit } from '@tandem/crdt/testing'
import { FakeClock } from '@tandem/protocol/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSession, type Session } from './session.ts'
import { MemoryServer, type MemoryTransport, settle, type Wire } from './testing/index.ts'
import { lastingStore } from './testing/stage.ts'

type Step =
  | { readonly do: 'edit' | 'property'; readonly who: number; readonly seed: number }
  | { readonly do: 'up' | 'down'; readonly who: number; readonly frames: number }
  | { readonly do: 'repeat' | 'reload' | 'retry'; readonly who: number }
  | { readonly do: 'cut'; readonly who: number; readonly loseUp: boolean }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'role'; readonly who: number; readonly writes: boolean }

const who = fc.nat(2)
const steps = (withRoles: boolean) => {
  const of = <T extends string>(...names: T[]) => fc.constantFrom(...names)
  const arbitraries: { weight: number; arbitrary: fc.Arbitrary<Step> }[] = [
    { weight: 8, arbitrary: fc.record({ do: of('edit'), who, seed: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: of('property'), who, seed: fc.nat() }) },
    { weight: 16, arbitrary: fc.record({ do: of('up', 'down'), who, frames: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 1, arbitrary: fc.record({ do: of('repeat', 'retry'), who }) },
    { weight: 1, arbitrary: fc.record({ do: of('reload'), who }) },
    { weight: 2, arbitrary: fc.record({ do: of('cut'), who, loseUp: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ do: of('wait'), ms: fc.constantFrom(0, 50, 300, 1000, 12_000) }) },
  ]
  if (withRoles) arbitraries.push({ weight: 1, arbitrary: fc.record({ do: of('role'), who, writes: fc.boolean() }) })
  return fc.array(fc.oneof(...arbitraries), { minLength: 40, maxLength: 300 })
}

/** One person's page: a session that may be closed and opened again on what the device kept. */
class Page {
  readonly #server: MemoryServer
  readonly #clock: FakeClock
  // Outlives its pages here: so they ask for spares, and begin as them.
  readonly #store = lastingStore()
  readonly userId: string
  #transport: MemoryTransport
  /** The names of all changes that were made here. */
  readonly made = new Set<string>()
  readonly rescued = new Set<string>()
  session: Session

  constructor(server: MemoryServer, clock: FakeClock, userId: string) {
    this.#server = server
    this.#clock = clock
    this.userId = userId
    this.#transport = server.transport()
    this.session = this.#open()
  }

  get wire(): Wire | null {
    return (
      this.#server.wires.filter(({ connection }) => this.#transport.connections.includes(connection)).at(-1) ?? null
    )
  }

  #open(): Session {
    this.#transport = this.#server.transport()
    const session = createSession({
      url: '',
      documentId: 'A',
      ticket: async () => this.userId,
      store: this.#store,
      clock: this.#clock,
      transport: this.#transport,
      random: () => 0.5,
    })
    session.on('rescued', ({ changes }) => {
      for (const change of changes) this.rescued.add(nameOf(change))
    })
    return session
  }

  async reload(): Promise<void> {
    this.wire?.cut(false)
    await this.session.close()
    this.session = this.#open()
    await settle()
  }

  edit(prng: Prng): void {
    this.#make((doc) => this.session.edit(randomEdit(prng, doc)))
  }

  setProperty(prng: Prng): void {
    this.#make(() => this.session.setProperty(prng.pick(['language', 'tabs']), prng.int(9)))
  }

  #make(make: (doc: TandemDoc) => void): void {
    const { doc, writable } = this.session
    if (!doc?.replica || !writable) return
    make(doc)
    this.made.add(nameOf({ replica: doc.replica, rseq: doc.rseqOf(doc.replica) }))
  }
}

function nameOf({ replica, rseq }: { readonly replica: number; readonly rseq: number }): string {
  return `${replica}:${rseq}`
}

async function run(script: readonly Step[], snapshotBehind: number): Promise<{ server: MemoryServer; pages: Page[] }> {
  const server = new MemoryServer()
  server.snapshotBehind = snapshotBehind
  const clock = new FakeClock()
  const users = ['alice', 'bob', 'carol']
  for (const user of users) server.roles.set(user, 'editor')
  const pages = users.map((user) => new Page(server, clock, user))
  await settle()
  for (const step of script) {
    if (step.do === 'wait') {
      clock.turn(step.ms)
      await settle()
      accept(server)
      continue
    }
    const page = pages[step.who % pages.length]
    if (!page) continue
    switch (step.do) {
      case 'edit':
        page.edit(new Prng(step.seed))
        break
      case 'property':
        page.setProperty(new Prng(step.seed))
        break
      case 'up':
        for (let count = 0; count < step.frames; count++) page.wire?.deliverUp()
        break
      case 'down':
        for (let count = 0; count < step.frames; count++) page.wire?.deliverDown()
        break
      case 'repeat':
        page.wire?.repeatDown()
        break
      case 'retry':
        page.session.retryNow()
        break
      case 'reload':
        await page.reload()
        break
      case 'cut':
        page.wire?.cut(step.loseUp)
        break
      case 'role':
        server.roles.set(page.userId, step.writes ? 'editor' : 'viewer')
        break
    }
    await settle()
    accept(server)
  }
  for (const user of users) server.roles.set(user, 'editor')
  await quiesce(server, pages, clock)
  return { server, pages }
}

/** Delivers everything, and lets time pass, until nothing is on its way and nothing is unsaved. */
async function quiesce(server: MemoryServer, pages: readonly Page[], clock: FakeClock): Promise<void> {
  const isQuiet = ({ session }: Page) => session.state.phase === 'live' && session.unsaved.count === 0
  for (let round = 0; round < 200; round++) {
    for (let busy = true; busy; ) {
      busy = false
      await settle()
      accept(server)
      for (const wire of server.wires) {
        while (wire.deliverUp()) busy = true
        while (wire.deliverDown()) busy = true
      }
    }
    if (pages.every(isQuiet)) return
    clock.turn(500)
  }
  throw new Error(`not quiet: ${JSON.stringify(pages.map(({ session }) => [session.state, session.unsaved]))}`)
}

function accept(server: MemoryServer): void {
  for (const wire of server.wires) wire.accept()
}

/** What happened in all runs together. */
const met = { rows: 0, connections: 0, rescued: 0, refused: 0 }

async function check(script: readonly Step[], snapshotBehind: number, withRoles: boolean): Promise<void> {
  const { server, pages } = await run(script, snapshotBehind)
  try {
    const names = server.log.map(nameOf)
    met.rows += names.length
    met.connections += server.wires.length
    met.refused += server.errors.length
    for (const { rescued } of pages) met.rescued += rescued.size
    expect(new Set(names).size).toBe(names.length)
    const text = server.doc.toString()
    const digest = server.doc.digest()
    for (const { session, made, rescued } of pages) {
      expect(session.doc?.toString()).toBe(text)
      expect(session.doc?.digest()).toBe(digest)
      expect(session.seq).toBe(names.length)
      // Nothing is lost without a word, and nobody writes what was not made.
      for (const name of made) expect(names.includes(name) || rescued.has(name)).toBe(true)
      if (!withRoles) expect([rescued.size, session.writable]).toEqual([0, true])
    }
    const made = pages.flatMap((page) => [...page.made])
    expect(names.filter((name) => !made.includes(name))).toEqual([])
    // Everything that was refused was refused for a reason: an honest session never confuses a server.
    if (!withRoles) expect(server.errors).toEqual([])
  } finally {
    await Promise.all(pages.map(({ session }) => session.close()))
  }
}

test('C15 sessions over lossy wires: all show the log, and the log has every change exactly once', async () => {
  const property = fc.asyncProperty(steps(false), fc.constantFrom(3, 10, 1000), (script, snapshotBehind) =>
    check(script, snapshotBehind, false),
  )
  await fc.assert(property, { numRuns: 500 })
}, 60_000)

test('C15 also when people lose the right to write: every change is in the log, or given back', async () => {
  const property = fc.asyncProperty(steps(true), fc.constantFrom(3, 10, 1000), (script, snapshotBehind) =>
    check(script, snapshotBehind, true),
  )
  await fc.assert(property, { numRuns: 300 })
  // Runs in which nothing goes wrong prove nothing.
  expect(met.rows).toBeGreaterThan(2000)
  expect(met.connections).toBeGreaterThan(3000)
  expect(met.refused).toBeGreaterThan(0)
  expect(met.rescued).toBeGreaterThan(0)
}, 60_000)
