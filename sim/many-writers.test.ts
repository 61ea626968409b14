import { expect, test } from 'vitest'
import { between, stream } from './engine/streams.ts'
import type { CastMember } from './scenario/scenario.ts'
import type { SimPage } from './world/sim-page.ts'
import { World } from './world/world.ts'

const writers = 8
const letters = [...'abcdefghijklmnopqrstuvwxyz \n']
const seconds = 30
const perSecond = 5
/** All are in by then. */
const openMs = 2_000
const writingMs = seconds * 1000
/** When nothing is in the way any more, everything is done within this: longer than any pause of a session. */
const restMs = 45_000
/** Of keystrokes, those at which the writer's connection is cut, and those at which it stands still. */
const cutShare = 0.02
const stallShare = 0.02
const maxStallMs = 3_000

/** Eight people who write in one document, on two nodes, over a network that stalls and is cut. */
async function manyWriters(seed: number) {
  const writer = (role: CastMember['role']): CastMember => ({ role, document: 0, tabs: 1, edits: 0 })
  const cast = [writer('owner'), ...Array.from({ length: writers - 1 }, () => writer('editor'))]
  const world = new World({ seed, nodes: 2, documents: 1, cast, faults: {}, chaosMs: openMs + writingMs })
  const { scheduler, pages, database, observer } = world
  const count = { inserts: 0, stalls: 0, cuts: 0 }

  function write(page: SimPage, random: ReturnType<typeof stream>): void {
    const { session, connection } = page
    if (!session?.doc || !session.writable) return
    const at = random.int(session.doc.length + 1)
    session.edit([{ from: at, to: at, insert: random.pick(letters) }])
    count.inserts++
    if (connection?.open && random.chance(stallShare)) {
      connection.holdUp(between(random, 0, maxStallMs))
      count.stalls++
    }
    if (connection?.open && random.chance(cutShare)) {
      connection.cut()
      count.cuts++
    }
  }

  for (const [at, page] of pages.entries()) {
    const random = stream(seed, `writer ${at}`)
    page.open()
    for (let key = 0; key < seconds * perSecond; key++) {
      scheduler.after(openMs + (key * 1000) / perSecond + random.int(100), `${page.name} writes`, () =>
        write(page, random),
      )
    }
  }
  await scheduler.runUntil(openMs + writingMs)
  const isAtRest = () =>
    pages.every(
      ({ session, documentId }) =>
        session?.state.phase === 'live' &&
        session.unsaved.count === 0 &&
        session.seq === database.model.log.head(documentId),
    )
  await scheduler.runUntil(scheduler.now + restMs, isAtRest)
  observer.ended()
  return { ...count, pages, violation: observer.violation }
}

test('A02 eight write for half a minute, stalled and cut off again and again: one text everywhere, every character once', async () => {
  const { inserts, stalls, cuts, pages, violation } = await manyWriters(1)
  expect(violation).toBe(null)
  expect(inserts).toBe(writers * seconds * perSecond)
  // Some keys were pressed without a connection.
  for (const count of [stalls, cuts]) expect(count).toBeGreaterThan(inserts / 100)
  const [first, ...others] = pages.map(({ session }) => session?.doc)
  expect(first?.length).toBe(inserts)
  for (const other of others) {
    expect(other?.toString()).toBe(first?.toString())
    expect(other?.digest()).toBe(first?.digest())
  }
})
