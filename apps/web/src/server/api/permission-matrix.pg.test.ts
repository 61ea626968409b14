import { can, tokenScopes } from '@tandem/documents'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { endpoints } from './endpoints.ts'
import { type Ask, apiStage } from './testing/api-stage.ts'

vi.mock('server-only', () => ({}))

let stage: Awaited<ReturnType<typeof apiStage>>
beforeAll(async () => {
  stage = await apiStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

type Action = Parameters<typeof can>[1]

/** What each operation on a document is by the policy, and a request for it that is right in itself. */
const asked: Readonly<Record<string, readonly [Action, Ask?]>> = {
  getDocument: ['read'],
  renameDocument: ['rename', { body: { title: 'Another' } }],
  trashDocument: ['trash'],
  restoreDocument: ['trash'],
  readText: ['read'],
  replaceText: ['write', { body: 'x', headers: { 'content-type': 'text/plain', 'if-match': '*' } }],
  editText: ['write', { body: { edits: [{ from: 0, to: 0, insert: 'x' }] }, headers: { 'if-match': '*' } }],
  readProperties: ['read'],
  setProperty: ['write', { body: { value: 1 } }],
  removeProperty: ['write'],
  listRevisions: ['read'],
  listPermissions: ['read'],
  addPermission: ['share', { body: { email: 'sam@example.com', role: 'viewer' } }],
  changePermission: ['share', { body: { role: 'editor' } }],
  removePermission: ['share'],
  getSharing: ['read'],
  setSharing: ['own', { body: { editorsShare: true } }],
  listLinks: ['share'],
  createLink: ['share', { body: { role: 'viewer' } }],
  changeLink: ['share', { body: { role: 'viewer' } }],
  renewLink: ['share'],
  removeLink: ['share'],
}

const ofDocuments = endpoints.filter(({ path }) => path.includes('{documentId}'))
const roles = ['owner', 'editor', 'commenter', 'viewer'] as const
const cells = ofDocuments.flatMap(({ operation, method, path }) =>
  roles.map((role) => ({ operation, method, path, role })),
)

function pathTo(path: string, documentId: string): string {
  return path
    .replace('{documentId}', documentId)
    .replace('{key}', 'key')
    .replace(/\{\w+\}/, 'nobody')
}

async function sceneOf(role: (typeof roles)[number]) {
  const [alice, bob] = [await stage.person('Alice'), await stage.person('Bob')]
  const { id } = await stage.document(alice, 'text', [{ userId: bob.id, role }])
  return { bob, id }
}

test('every operation on a document has its action', () => {
  expect(Object.keys(asked).sort()).toEqual(ofDocuments.map(({ operation }) => operation).sort())
})

describe.each(cells)('$operation', ({ operation, method, path, role }) => {
  const [action, request] = asked[operation] ?? ['read']
  test(`${role}: ${can(role, action) ? 'may' : 'may not'}`, async () => {
    const { bob, id } = await sceneOf(role)
    const response = await bob.ask(method, pathTo(path, id), request)
    // Of somebody or of a link that is not there, an owner hears so.
    if (can(role, action)) expect([200, 201, 204, 400, 404]).toContain(response.status)
    else expect(response.status).toBe(403)
  })
})

test.each(ofDocuments)(
  'E1 $operation, a stranger: as for a document that does not exist',
  async ({ operation, method, path }) => {
    const { id } = await sceneOf('viewer')
    const sam = await stage.person('Sam')
    const bodies = await Promise.all(
      [id, 'nothing', `${id}'`].map(async (documentId) => {
        const response = await sam.ask(method, pathTo(path, documentId), asked[operation]?.[1])
        const { requestId: _, ...body } = await response.json()
        return body
      }),
    )
    expect(bodies[0]).toMatchObject({ status: 404, code: 'not_found' })
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
  },
)

test('an operation is done by no token that is not good for it', async () => {
  for (const scope of tokenScopes) {
    const holder = await stage.person('Alice', [scope])
    for (const { operation, method, path } of endpoints.filter(
      (each) => each.scope !== scope && each.scope !== 'any',
    )) {
      const response = await holder.ask(method, pathTo(path, 'nothing'), asked[operation]?.[1])
      expect(response.status, `${operation} with ${scope}`).toBe(403)
      expect(response.headers.get('www-authenticate')).toContain('insufficient_scope')
    }
  }
})
