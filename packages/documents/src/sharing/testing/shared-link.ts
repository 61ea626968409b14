import type { NewLink } from '../link.ts'
import { linkAddress } from '../link-address.ts'
import { createLink, listLinks } from '../links.ts'
import { openLink } from '../open-link.ts'
import { alice, as, db, document } from './shared-document.ts'

/** What addresses of links are made with. */
export const secret = 'the secret of these tests'

/** A link of Alice's to the shared document, with its address. */
export async function link(input: Partial<NewLink> = {}): Promise<{ id: string; address: string }> {
  const { id } = await createLink(db, as(alice), document, { role: 'viewer', ...input })
  return { id, address: linkAddress(secret, { id, generation: 1 }) }
}

/** Somebody comes by a link. */
export const open = (user: { readonly id: string }, address: string, password?: string) =>
  openLink(db, secret, as(user), { address, password })

/** The shared document's links, as Alice sees them. */
export const links = () => listLinks(db, as(alice), document, secret)
