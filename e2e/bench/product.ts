import type { Browser } from '@playwright/test'
import { createSession, type Session, socketIoTransport } from '@tandem/client'
import { connect } from '@tandem/db'
import type { Actor } from '../fixtures/actor.ts'
import { neededToWrite, noteFirstWritable, restBehindText } from '../fixtures/first-writable.ts'
import { loadedScripts } from '../fixtures/loaded-scripts.ts'
import { Scenario } from '../fixtures/scenario.ts'
import { surroundings } from '../fixtures/surroundings.ts'
import { bundlePage } from './bundle-page.ts'
import { heapOf } from './heap.ts'
import { line, lines, ownKeys, peerPauseMs, peers, placeOf } from './load.ts'

/** What the application itself did, with its server. Times in milliseconds. */
export type ProductRound = {
  readonly openedMs: number
  readonly heapBytes: number
  readonly keysAlone: readonly number[]
  readonly keysTogether: readonly number[]
  /** Of the bare editor, while the server and the ten go on working beside it: what the machine can do then. */
  readonly keysBeside: readonly number[]
  readonly longTasks: readonly number[]
  /** JavaScript with gzip, until one can write. */
  readonly neededScriptBytes: number
  /** JavaScript with gzip, until the page rests. */
  readonly editorScriptBytes: number
  readonly dashboardScriptBytes: number
}

/**
 * Opens a megabyte in the application, types in it alone, and while ten others type in it through the server; these go on while
 * `typeBeside` types somewhere else.
 */
export async function measureProduct(
  browser: Browser,
  typeBeside: () => Promise<readonly number[]>,
): Promise<ProductRound> {
  const database = connect(surroundings.databaseUrl)
  const scenario = new Scenario(browser, database)
  const sessions: Session[] = []
  try {
    const alice = await scenario.person('Alice')
    const others: Actor[] = []
    for (let peer = 0; peer < peers; peer++) others.push(await scenario.person(`Peer ${peer}`))
    const text = Array.from({ length: lines }, (_, at) => line(at)).join('')
    const document = await scenario.document({ owner: alice, editors: others, text })
    const dashboard = await loadedScripts(alice.page, () => alice.page.goto(`${surroundings.webUrl}/documents`))
    // Somebody was there before, as for anybody but the very first: servers compile what they do, too.
    await others[0]?.opens(document)
    await others[0]?.page.goto('about:blank')

    // Names of its own, in a page with others.
    await alice.page.addInitScript({ content: `(() => {${await bundlePage('page-notes.ts')}})()` })
    await noteFirstWritable(alice.page)
    const editor = await loadedScripts(alice.page, () => alice.opens(document).then(() => restBehindText(alice.page)))
    const needed = await neededToWrite(alice.page, editor)
    const { page } = alice
    const openedMs = (await page.evaluate(() => window.pageNotes.openedMs)) ?? Number.NaN
    const heapBytes = await heapOf(page)
    await alice.goesTo({ line: 20, column: 1 })
    const notes = () => page.evaluate(() => window.pageNotes.take())
    // Neither the way there nor the coming of the others is typing.
    await notes()
    await page.keyboard.type('x'.repeat(ownKeys), { delay: 30 })
    const { keys: keysAlone } = await notes()
    for (const other of others) sessions.push(await join(other, document.id))
    await notes()
    const typing = typeInTurn(sessions)
    await page.keyboard.type('x'.repeat(ownKeys), { delay: 80 })
    const { keys: keysTogether, longTasks } = await notes()
    // Nothing is drawn here any more.
    await page.goto('about:blank')
    const keysBeside = await typeBeside()
    typing.end()
    return {
      openedMs,
      heapBytes,
      keysAlone,
      keysTogether,
      keysBeside,
      longTasks,
      neededScriptBytes: sum(needed.values()),
      editorScriptBytes: sum(editor.values()),
      dashboardScriptBytes: sum(dashboard.values()),
    }
  } finally {
    for (const session of sessions) await session.close()
    await scenario.end()
    await database.close()
  }
}

/** A session of somebody else, who has no window. */
async function join({ page }: Actor, documentId: string): Promise<Session> {
  const { collabUrl: url, webUrl: origin } = surroundings
  const ticket = async () => {
    const answer = await page.request.post(`${origin}/api/ticket`, { headers: { origin } })
    return String((await answer.json()).ticket)
  }
  const session = createSession({ url, documentId, ticket, transport: socketIoTransport(url, origin) })
  await new Promise<void>((resolve) => {
    session.on('state', ({ phase }) => {
      if (phase === 'live') resolve()
    })
  })
  return session
}

/** Has them type, each at a place of their own, until it is ended. */
function typeInTurn(sessions: readonly Session[]): { end(): void } {
  let key = 0
  const timer = setInterval(() => {
    const [peer, typed] = [key % sessions.length, Math.floor(key / sessions.length)]
    const from = placeOf(peer) + typed
    sessions[peer]?.edit([{ from, to: from, insert: 'x' }])
    sessions[peer]?.select([{ anchor: from + 1, head: from + 1 }])
    key++
  }, peerPauseMs)
  return { end: () => clearInterval(timer) }
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0)
}
