import { type Role, roles } from '@tandem/protocol'
import { z } from 'zod'
import { linkNameSchema } from '../accounts/person-text.ts'

/** Roles that a link can give: it never makes an owner. */
export const linkRoles = roles.filter((role) => role !== 'owner')
export type LinkRole = Exclude<Role, 'owner'>

/** More than anybody keeps in mind; each is a way in. */
export const maxLinksPerDocument = 50

/** A way into a document for whoever has its address, as its owners see it. */
export type ShareLink = {
  readonly id: string
  /** The secret part of its URL. */
  readonly address: string
  /** What its owners call it; may be empty. */
  readonly name: string
  readonly role: LinkRole
  readonly hasPassword: boolean
  /** Whether it is the document's general access. */
  readonly general: boolean
  /** Whether an owner lets people in one by one. */
  readonly approval: boolean
  /** Null when its time is not limited. */
  readonly expiresAt: Date | null
  /** Whether it leads somewhere now. */
  readonly open: boolean
  /** People to whom it gave something. */
  readonly uses: number
  readonly lastUsedAt: Date | null
  readonly createdAt: Date
}

/** The longest password of a link: checked before hashing. */
const maxPasswordBytes = 256

/** A password that people pass on to each other with a link; shorter than an account's, since the link is secret too. */
const linkPasswordSchema = z
  .string('A password must be text.')
  .min(4, 'A link’s password needs at least 4 characters.')
  .max(maxPasswordBytes, 'A password can have at most 256 bytes.')
  .refine((text) => text.isWellFormed(), 'A password holds a broken character.')
  .refine((text) => Buffer.byteLength(text) <= maxPasswordBytes, 'A password can have at most 256 bytes.')

const shared = {
  name: linkNameSchema,
  role: z.enum(linkRoles, 'There is no such role.'),
  expiresAt: z.date('That is not a time.').nullable(),
}

/** What somebody gives who makes a link. */
export const newLinkSchema = z.strictObject({
  name: shared.name.default(''),
  role: shared.role,
  expiresAt: shared.expiresAt.default(null),
  password: linkPasswordSchema.nullable().default(null),
})
export type NewLink = z.input<typeof newLinkSchema>

/** What a link is to be from now on; the password stays as it is when it is not given. */
export const linkChangeSchema = z.strictObject({ ...shared, password: linkPasswordSchema.nullish() })
export type LinkChange = z.input<typeof linkChangeSchema>
