import { createHash } from 'node:crypto'
import type { Database } from '@tandem/db'
import { limits } from '@tandem/protocol'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { runOne, runPrisma, type Statement } from '../statement.ts'
import { plainJpeg } from './plain-jpeg.ts'

/** What somebody shows in place of their initials: a JPEG. */
type Picture = { readonly hash: Buffer; readonly bytes: Buffer }

/**
 * Shows a picture in place of somebody's initials, and none that was shown before. What is no plain JPEG of the size that is
 * shown is refused, and whatever a program noted in it is left out: browsers make it of what people have. Throws
 * `DomainError`: `bad_request` and `too_large` (field `picture`); `forbidden` for a guest, whom nobody knows again;
 * `auth_required`.
 */
export async function setPicture(db: Database, userId: string, given: Uint8Array): Promise<void> {
  if (given.length > limits.maxPictureBytes) {
    throw new DomainError('too_large', `A picture can have at most ${limits.maxPictureBytes} bytes.`, 'picture')
  }
  const bytes = plainJpeg(given, limits.pictureSide)
  if (bytes === null) throw new DomainError('bad_request', 'That is not a picture that can be shown.', 'picture')
  if (!isId(userId)) throw new DomainError('auth_required')
  const hash = createHash('sha256').update(bytes).digest()
  const row = await runOne(db, save, [userId, hash, Buffer.from(bytes)])
  if (!row) throw new DomainError('auth_required')
  if (!row.saved) throw new DomainError('forbidden', 'Guests have no picture. Create an account first.')
}

/** Shows somebody's initials again. */
export async function removePicture(db: Database, userId: string): Promise<void> {
  if (isId(userId)) await runPrisma(db, (prisma) => prisma.picture.deleteMany({ where: { userId } }))
}

/** Whether somebody shows a picture. */
export async function hasPicture(db: Database, userId: string): Promise<boolean> {
  return isId(userId) && (await runPrisma(db, (prisma) => prisma.picture.count({ where: { userId } }))) === 1
}

/** What somebody shows; null: their initials. Everybody who knows of a person may see it. */
export async function pictureOf(db: Database, userId: string): Promise<Picture | null> {
  return isId(userId) ? runOne(db, find, [userId]) : null
}

const save: Statement<{ readonly saved: boolean }> = {
  name: 'save_picture',
  // Locked, so that an account that is being deleted leaves none behind.
  text: `WITH person AS (SELECT id, email FROM "user" WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE),
    saved AS (
      INSERT INTO picture (user_id, hash, bytes) SELECT id, $2, $3 FROM person WHERE email IS NOT NULL
      ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes
      RETURNING user_id
    )
    SELECT EXISTS (SELECT FROM saved) AS saved FROM person`,
}

const find: Statement<Picture> = { name: 'find_picture', text: 'SELECT hash, bytes FROM picture WHERE user_id = $1' }
