import { createHmac, timingSafeEqual } from 'node:crypto'
import { isId } from '../id.ts'

/** What an address is made of. */
export type LinkGeneration = { readonly id: string; readonly generation: number }

/** 128 bits, as base64url. */
const proofBytes = 16
const proofUnits = 22

/**
 * The secret part of a link's URL: its id, and a proof that only whoever holds `secret` can make. So the database has
 * nothing in it that opens a document, and an owner can still see the address again.
 */
export function linkAddress(secret: string, link: LinkGeneration): string {
  return `${link.id}${proofOf(secret, link).toString('base64url')}`
}

/** The id of the link that an address may be of, or null when it is not of any. */
export function linkIdIn(address: unknown): string | null {
  return isId(address) && address.length > proofUnits ? address.slice(0, -proofUnits) : null
}

/** Whether the address is the one of this generation of the link. */
export function isAddressOf(secret: string, link: LinkGeneration, address: string): boolean {
  const given = Buffer.from(address.slice(-proofUnits), 'base64url')
  return given.length === proofBytes && timingSafeEqual(given, proofOf(secret, link))
}

function proofOf(secret: string, { id, generation }: LinkGeneration): Buffer {
  return createHmac('sha256', secret).update(`share link ${id} ${generation}`).digest().subarray(0, proofBytes)
}
