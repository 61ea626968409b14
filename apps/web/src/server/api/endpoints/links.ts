import { changeLink, createLink, database, listLinks, removeLink, renewLink } from '@tandem/documents'
import { z } from 'zod'
import { paths } from '#lib/paths.ts'
import { env } from '../../env.ts'
import { linkSecret } from '../../link-secret.ts'
import { costs } from '../api-limits.ts'
import { type Endpoint, endpoint, jsonEndpoint, noQuery } from '../endpoint.ts'
import { givenRole, id, time, timeOf, timeOrNull } from './shapes.ts'

const shared = { tag: 'Links', cost: costs.write } as const

const link = z.strictObject({
  id,
  url: z.url().describe('Whoever has it has the role: keep it as you keep a password'),
  name: z.string(),
  role: givenRole,
  hasPassword: z.boolean(),
  expiresAt: time.nullable(),
  open: z.boolean().describe('Whether it leads somewhere now'),
  uses: z.int(),
  lastUsedAt: time.nullable(),
  createdAt: time,
})
const settings = {
  name: z.string('A name must be text.').max(2_000).default(''),
  role: givenRole,
  expiresAt: z.iso
    .datetime({ offset: true, error: 'A time is written as 2030-01-31T12:00:00Z.' })
    .transform((text) => new Date(text))
    .nullable()
    .default(null),
  password: z.string('A password must be text.').max(1_024).nullable(),
}

/** Ways into a document for whoever has their address. */
export const linkEndpoints: readonly Endpoint[] = [
  endpoint({
    ...shared,
    method: 'GET',
    path: '/documents/{documentId}/links',
    operation: 'listLinks',
    summary: 'List links',
    description: 'With their addresses, which give access: so reading them takes what changing them takes.',
    scope: 'permissions:write',
    cost: costs.read,
    query: noQuery,
    answers: { 200: { description: 'All links', content: z.strictObject({ items: z.array(link) }) } },
    work: async ({ caller, path }) => {
      const links = await listLinks(database(), caller, path.documentId ?? '', linkSecret())
      const items = links.map(({ id, address, name, role, hasPassword, open, uses, ...times }) => ({
        id,
        // Of the address that this server is known by, whatever the request calls it.
        url: new URL(paths.link(address), env().NEXTAUTH_URL).href,
        name,
        role,
        hasPassword,
        open,
        uses,
        expiresAt: timeOrNull(times.expiresAt),
        lastUsedAt: timeOrNull(times.lastUsedAt),
        createdAt: timeOf(times.createdAt),
      }))
      return { status: 200, body: { items } }
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'POST',
    path: '/documents/{documentId}/links',
    operation: 'createLink',
    summary: 'Make a link',
    description: 'Its address is in the list of links.',
    scope: 'permissions:write',
    body: z.strictObject({ ...settings, password: settings.password.default(null) }),
    answers: { 201: { description: 'Made', content: z.strictObject({ id }) } },
    work: async ({ caller, path, body }) => {
      const { id } = await createLink(database(), caller, path.documentId ?? '', body)
      return { status: 201, body: { id } }
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'PUT',
    path: '/documents/{documentId}/links/{linkId}',
    operation: 'changeLink',
    summary: 'Change a link',
    description: 'Who is here by it has the new role at once. A password that is not given stays; null takes it away.',
    scope: 'permissions:write',
    body: z.strictObject({ ...settings, password: settings.password.optional() }),
    answers: { 204: { description: 'It is changed' } },
    work: async ({ caller, path, body }) => {
      await changeLink(database(), caller, path.documentId ?? '', path.linkId ?? '', body)
      return { status: 204 }
    },
  }),
  endpoint({
    ...shared,
    method: 'POST',
    path: '/documents/{documentId}/links/{linkId}/renew',
    operation: 'renewLink',
    summary: 'Give a link another address',
    description: 'The old one leads nowhere any more, and who is here by it is not.',
    scope: 'permissions:write',
    query: noQuery,
    answers: { 204: { description: 'It has another address' } },
    work: async ({ caller, path }) => {
      await renewLink(database(), caller, path.documentId ?? '', path.linkId ?? '')
      return { status: 204 }
    },
  }),
  endpoint({
    ...shared,
    method: 'DELETE',
    path: '/documents/{documentId}/links/{linkId}',
    operation: 'removeLink',
    summary: 'Remove a link',
    description: 'It leads nowhere any more, and who is here by it only is not.',
    scope: 'permissions:write',
    query: noQuery,
    answers: { 204: { description: 'It is removed' } },
    work: async ({ caller, path }) => {
      await removeLink(database(), caller, path.documentId ?? '', path.linkId ?? '')
      return { status: 204 }
    },
  }),
]
