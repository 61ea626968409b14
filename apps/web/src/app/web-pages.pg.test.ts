import { readdir } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { TestDatabase } from '@tandem/db/factories'
import {
  changes,
  changeTo,
  expectedPage,
  linkAddress,
  type PageAnswer,
  type PageAudience,
  type Scene,
  setScene,
  standings,
  type Visitor,
  visitors,
  webPages,
} from '@tandem/documents/testing'
import { isValidElement, type ReactNode } from 'react'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { paths } from '#lib/paths.ts'
import { linkSecret } from '#server/link-secret.ts'
import { asBob, cookies, webStage } from '#server/testing/web-stage.ts'

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  cookies: () => cookies(),
  headers: async () => new Headers(),
}))
vi.mock(import('next/server'), async (original) => ({ ...(await original()), connection: async () => {} }))
vi.mock('#server/mail/send-mail.ts', () => ({ sendMail: () => {} }))

let stage: Awaited<ReturnType<typeof webStage>>
let db: TestDatabase
/** For each visitor one scene: pages change nothing. */
const scenes = new Map<Visitor, Scene>()
/** The same for those who were owners until the commit before. */
const formerOwners = new Map<Visitor, Scene>()

beforeAll(async () => {
  stage = await webStage()
  db = stage.db
  for (const visitor of visitors) scenes.set(visitor, await sceneOf(visitor))
  for (const standing of changes) {
    const scene = await setScene(db, 'owner')
    await db.pool.query(changeTo(scene, standing))
    formerOwners.set(standing, scene)
  }
})
afterAll(() => stage[Symbol.asyncDispose]())

/** A scene in which Bob is that visitor. */
async function sceneOf(visitor: Visitor): Promise<Scene> {
  const standing = standings.find((one) => one === visitor)
  if (standing) return setScene(db, standing)
  const scene = await setScene(db, visitor === 'guest' ? 'viewer' : 'stranger')
  const where = { id: scene.bob.userId }
  if (visitor === 'guest') await db.prisma.user.update({ where, data: { email: null, passwordHash: null } })
  else await db.prisma.user.update({ where, data: { administrator: true } })
  if (visitor === 'former administrator') await db.prisma.user.update({ where, data: { administrator: false } })
  return scene
}

/** What a page is made with: its component, and what its head is made with. */
const pageModule = z.object({
  default: z.function({ input: [z.unknown()], output: z.unknown() }),
  generateMetadata: z.function({ input: [z.unknown()], output: z.unknown() }).optional(),
})

/** The file of each page, by its address. */
async function pageFiles(): Promise<ReadonlyMap<string, string>> {
  const app = import.meta.dirname
  const files = (await readdir(app, { recursive: true })).filter((file) => /(^|\/)page\.tsx$/.test(file))
  return new Map(
    files.map((file) => {
      const folders = file.split('/').slice(0, -1)
      return [`/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`, `${app}/${file}`]
    }),
  )
}

/** What the page of this address answers Bob. */
async function answerOf(address: string, scene: Scene): Promise<PageAnswer> {
  const file = (await pageFiles()).get(address)
  if (!file) throw new Error(`there is no page ${address}`)
  const page = pageModule.parse(await import(pathToFileURL(file).href))
  const link = linkAddress(linkSecret(), { id: scene.linkId, generation: 1 })
  const props = () => ({
    params: Promise.resolve({ id: scene.documentId, tag: 'plan', address: link }),
    searchParams: Promise.resolve({}),
  })
  const shown = await endOf(async () => render(await page.default(props())))
  // The head of a document's page tells its title.
  if (address === '/d/[id]') expect(await endOf(async () => page.generateMetadata?.(props()))).toBe(shown)
  return shown
}

/** How something ends that Next.js is told of by what is thrown. */
async function endOf(work: () => Promise<unknown>): Promise<PageAnswer> {
  try {
    await work()
    return 'shown'
  } catch (error) {
    const digest = error instanceof Error && 'digest' in error ? `${error.digest}` : ''
    if (digest === 'NEXT_HTTP_ERROR_FALLBACK;404') return 'not_found'
    const [kind, , to = ''] = digest.split(';')
    if (kind !== 'NEXT_REDIRECT') throw error
    if (to === paths.documents) return 'to documents'
    if (to.startsWith(paths.signIn())) return 'to sign-in'
    throw new Error(`sent to ${to}`)
  }
}

/** Waits for everything that the server makes of it: what is not async decides nothing. */
async function render(node: unknown): Promise<void> {
  if (Array.isArray(node)) {
    for (const one of node) await render(one)
  }
  if (!isValidElement<{ children?: ReactNode }>(node)) return
  const { type, props } = node
  if (typeof type === 'function' && type.constructor.name === 'AsyncFunction') {
    await render(await Reflect.apply(type, undefined, [props]))
  } else await render(props.children)
}

const pages: readonly (readonly [address: string, audience: PageAudience])[] = Object.entries(webPages)
const cellsOf = (columns: readonly Visitor[]) =>
  pages.flatMap(([address, audience]) =>
    columns.map((visitor) => ({ address, visitor, expected: expectedPage(audience, visitor) })),
  )

test('every page is in the table', async () => {
  expect([...(await pageFiles()).keys()].sort()).toEqual(Object.keys(webPages).sort())
})

describe.each([
  { moment: 'who has always been what they are', columns: visitors, staged: scenes },
  { moment: 'who was an owner until the commit before', columns: changes, staged: formerOwners },
])('$moment', ({ columns, staged }) => {
  test.each(cellsOf(columns))('$address, $visitor: $expected', async ({ address, visitor, expected }) => {
    const scene = staged.get(visitor)
    if (!scene) throw new Error('there is a scene for each visitor')
    await asBob(scene, { signedIn: visitor !== 'signed out' })
    expect(await answerOf(address, scene)).toBe(expected)
  })
})

describe('who is an owner, while another transaction makes them something else', () => {
  test.each(changes)('%s: a page goes by what is committed', async (standing) => {
    const scene = await setScene(db, 'owner')
    await asBob(scene, { signedIn: true })
    const other = await db.owner.connect()
    try {
      await other.query('BEGIN')
      await other.query(changeTo(scene, standing))
      expect(await answerOf('/d/[id]', scene)).toBe('shown')
    } finally {
      await other.query('ROLLBACK')
      other.release()
    }
  })
})
