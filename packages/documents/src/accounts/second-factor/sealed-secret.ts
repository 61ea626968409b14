import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

// What the database keeps of a second factor's secret: AES-256-GCM, as nonce, tag and ciphertext. The key follows from a
// secret that the database does not know, and the person's id is authenticated with it: a row that is copied to somebody
// else opens nothing.

const nonceBytes = 12
const tagBytes = 16

/** Seals the secret of a person's second factor. */
export function sealSecret(key: string, userId: string, secret: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(key), nonce).setAAD(Buffer.from(userId))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Opens what `sealSecret` made. Null when it was sealed with another key, for somebody else, or was changed. */
export function openSecret(key: string, userId: string, sealed: Uint8Array): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(key), sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(userId))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  const opened = decipher.update(sealed.subarray(nonceBytes + tagBytes))
  try {
    return Buffer.concat([opened, decipher.final()])
  } catch {
    // The one thing that `final` throws for: the tag does not fit.
    return null
  }
}

/** Of its own purpose: the same secret signs people's cookies. */
function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'tandem second factor', 32))
}
