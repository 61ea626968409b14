'use server'
import {
  changeLink,
  createLink,
  DomainError,
  database,
  listLinks,
  newsOfLinkRequest,
  openLink,
  removeLink,
  renewLink,
  setGeneralAccess,
  setLinkApproval,
} from '@tandem/documents'
import { z } from 'zod'
import { paths } from '#lib/paths.ts'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import type { CurrentUser } from '#server/current-user.ts'
import { env } from '#server/env.ts'
import { holderOf } from '#server/holder-of.ts'
import { linkSecret } from '#server/link-secret.ts'
import { admitLink, linkGuesses } from '#server/rate-limits.ts'
import { requestAddress } from '#server/request-address.ts'
import type { LinkSettings, LinkSummary } from './share-link.ts'
import { type GivenRole, givenRoles } from './sharing.ts'
import { tellOwners } from './tell-owners.ts'

type Links = { readonly links: readonly LinkSummary[] }

const id = z.string().min(1).max(64)
const ofDocument = z.strictObject({ documentId: id })
const ofLink = z.strictObject({ documentId: id, linkId: id })
const settings = {
  name: z.string().max(2000),
  role: z.enum(givenRoles),
  expiresAt: z.iso.datetime().nullable(),
  password: z.string().max(1024).nullish(),
}

/** The links of a document, for those who may see them. */
export async function listLinksAction(input: { documentId: string }): Promise<Result<Links>> {
  return act(ofDocument, input, async (user, { documentId }) => links(user.id, documentId))
}

/** Makes a link. Answers the new list. */
export async function createLinkAction(input: { documentId: string; role: GivenRole }): Promise<Result<Links>> {
  const schema = z.strictObject({ documentId: id, role: settings.role })
  return act(schema, input, async (user, { documentId, role }) => {
    await createLink(database(), holderOf(user), documentId, { role })
    return links(user.id, documentId)
  })
}

/** Opens the document to anyone with its general link, or (null) to nobody else. Answers the new list. */
export async function setGeneralAccessAction(input: {
  documentId: string
  role: GivenRole | null
}): Promise<Result<Links>> {
  const schema = z.strictObject({ documentId: id, role: settings.role.nullable() })
  return act(schema, input, async (user, { documentId, role }) => {
    await setGeneralAccess(database(), holderOf(user), documentId, role)
    return links(user.id, documentId)
  })
}

/** Changes a link. Answers the new list. */
export async function changeLinkAction(
  input: { documentId: string; linkId: string } & LinkSettings,
): Promise<Result<Links>> {
  return act(ofLink.extend(settings), input, async (user, { documentId, linkId, expiresAt, ...rest }) => {
    const to = { ...rest, expiresAt: expiresAt === null ? null : new Date(expiresAt) }
    await changeLink(database(), holderOf(user), documentId, linkId, to)
    return links(user.id, documentId)
  })
}

/** Says whether an owner lets people in one by one. Answers the new list. */
export async function setLinkApprovalAction(input: {
  documentId: string
  linkId: string
  approval: boolean
}): Promise<Result<Links>> {
  return act(ofLink.extend({ approval: z.boolean() }), input, async (user, { documentId, linkId, approval }) => {
    await setLinkApproval(database(), holderOf(user), documentId, linkId, approval)
    return links(user.id, documentId)
  })
}

/** Gives a link another address. Answers the new list. */
export async function renewLinkAction(input: { documentId: string; linkId: string }): Promise<Result<Links>> {
  return act(ofLink, input, async (user, { documentId, linkId }) => {
    await renewLink(database(), holderOf(user), documentId, linkId)
    return links(user.id, documentId)
  })
}

/** Turns a link off. Answers the new list. */
export async function removeLinkAction(input: { documentId: string; linkId: string }): Promise<Result<Links>> {
  return act(ofLink, input, async (user, { documentId, linkId }) => {
    await removeLink(database(), holderOf(user), documentId, linkId)
    return links(user.id, documentId)
  })
}

/** Takes what a link gives. Answers what it leads to. */
export async function openLinkAction(input: {
  address: string
  password?: string | undefined
}): Promise<Result<{ documentId: string }>> {
  const schema = z.strictObject({ address: z.string().max(200), password: z.string().max(1024).optional() })
  const open = async (user: CurrentUser, key: z.output<typeof schema>) => {
    if (!(await admitLink(await requestAddress())))
      throw new DomainError('rate_limited', 'Too many tries. Wait a minute.')
    const [db, secret, actor] = [database(), linkSecret(), holderOf(user)]
    try {
      return await openLink(db, secret, actor, { ...key, guesses: linkGuesses })
    } catch (error) {
      const news = isAsked(error) ? await newsOfLinkRequest(db, secret, actor, key.address) : null
      if (news !== null) tellOwners(user, news)
      throw error
    }
  }
  // Who comes as a guest does it on a page that was made for nobody yet.
  return act(schema, input, open, { orNobodys: true })
}

/** Whether a link did not open because an owner has to let them in, and was asked. */
function isAsked(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'forbidden' && error.field === null
}

async function links(userId: string, documentId: string): Promise<Links> {
  const found = await listLinks(database(), { userId }, documentId, linkSecret())
  return {
    links: found.map(({ address, createdAt: _, expiresAt, lastUsedAt, ...link }) => ({
      ...link,
      url: new URL(paths.link(address), env().NEXTAUTH_URL).href,
      expiresAt: expiresAt?.toISOString() ?? null,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  }
}
