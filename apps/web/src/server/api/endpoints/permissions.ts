import {
  addPerson,
  changeRole,
  database,
  getDocument,
  listPeople,
  removePerson,
  setEditorsShare,
} from '@tandem/documents'
import { z } from 'zod'
import { paths } from '#lib/paths.ts'
import { countsProvedOnly } from '../../env.ts'
import { countInvitations } from '../../sharing-rates.ts'
import { costs } from '../api-limits.ts'
import { type Endpoint, endpoint, jsonEndpoint, noQuery } from '../endpoint.ts'
import { givenRole, id, role } from './shapes.ts'

const shared = { tag: 'Permissions', cost: costs.write } as const

const permission = z.strictObject({
  user: z.strictObject({ id, name: z.string(), email: z.string().nullable() }),
  role,
  byLink: z.boolean().describe('They are here by a link and go with it'),
  isYou: z.boolean(),
})

const sharing = z.strictObject({
  editorsShare: z
    .boolean('Choose whether editors may share.')
    .describe('Whether those who can edit share it, too, unless they are here by a link'),
})

/** Who may do what with a document. */
export const permissionEndpoints: readonly Endpoint[] = [
  endpoint({
    ...shared,
    method: 'GET',
    path: '/documents/{documentId}/permissions',
    operation: 'listPermissions',
    summary: 'List who has access',
    description:
      'Owners first. E-mail addresses are told to those who may share the document, and to everybody their own.',
    scope: 'permissions:read',
    cost: costs.read,
    query: noQuery,
    answers: { 200: { description: 'Everybody', content: z.strictObject({ items: z.array(permission) }) } },
    work: async ({ caller, path }) => {
      const people = await listPeople(database(), caller, path.documentId ?? '')
      const items = people.map(({ user, role, byLink, isYou }) => {
        return { user: { id: user.id, name: user.name, email: user.email }, role, byLink, isYou }
      })
      return { status: 200, body: { items } }
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'POST',
    path: '/documents/{documentId}/permissions',
    operation: 'addPermission',
    summary: 'Give somebody access',
    description:
      'To the account with that e-mail address, where mail is sent only if its person has confirmed it. 409 when they have access already. Each person can do it 200 times an hour.',
    scope: 'permissions:write',
    body: z.strictObject({
      email: z.string('An e-mail address must be text.').max(1_000),
      role: givenRole,
    }),
    answers: {
      201: { description: 'They have access', content: z.strictObject({ userId: id }), headers: ['Location'] },
    },
    work: async ({ caller, path, body }) => {
      const documentId = path.documentId ?? ''
      await countInvitations(caller.userId, 1)
      const { userId } = await addPerson(database(), caller, documentId, body, { verifiedOnly: countsProvedOnly() })
      const location = paths.api(`/documents/${documentId}/permissions/${userId}`)
      return { status: 201, body: { userId }, headers: { Location: location } }
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'PUT',
    path: '/documents/{documentId}/permissions/{userId}',
    operation: 'changePermission',
    summary: 'Change somebody’s role',
    description:
      'At once, also where they have the document open. Nobody gives more than they have, or changes who has more. 409 for the last owner.',
    scope: 'permissions:write',
    body: z.strictObject({ role }),
    answers: { 204: { description: 'They have that role' } },
    work: async ({ caller, path, body }) => {
      await changeRole(database(), caller, path.documentId ?? '', path.userId ?? '', body.role)
      return { status: 204 }
    },
  }),
  endpoint({
    ...shared,
    method: 'DELETE',
    path: '/documents/{documentId}/permissions/{userId}',
    operation: 'removePermission',
    summary: 'Take somebody’s access away',
    description:
      'At once, also where they have the document open. Everybody may remove themselves. 409 for the last owner.',
    scope: 'permissions:write',
    query: noQuery,
    answers: { 204: { description: 'They have no access' } },
    work: async ({ caller, path }) => {
      await removePerson(database(), caller, path.documentId ?? '', path.userId ?? '')
      return { status: 204 }
    },
  }),
  endpoint({
    ...shared,
    method: 'GET',
    path: '/documents/{documentId}/sharing',
    operation: 'getSharing',
    summary: 'Get who may share a document',
    scope: 'permissions:read',
    cost: costs.read,
    query: noQuery,
    answers: { 200: { description: 'What its owners chose', content: sharing } },
    work: async ({ caller, path }) => {
      const { editorsShare } = await getDocument(database(), caller, path.documentId ?? '')
      return { status: 200, body: { editorsShare } }
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'PUT',
    path: '/documents/{documentId}/sharing',
    operation: 'setSharing',
    summary: 'Choose who may share a document',
    description: 'For its owners. Whom others let in meanwhile stays.',
    scope: 'permissions:write',
    body: sharing,
    answers: { 204: { description: 'It is chosen' } },
    work: async ({ caller, path, body }) => {
      await setEditorsShare(database(), caller, path.documentId ?? '', body.editorsShare)
      return { status: 204 }
    },
  }),
]
