import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deliver } from './mail.ts'

/**
 * Writes messages into a folder in place of sending them, for whoever runs this without a mail server: one text file each,
 * to be read by people. `written` is told where.
 */
export function deliverToFolder(folder: string, written: (file: string) => void): Deliver {
  return async ({ to, subject, text }) => {
    // Links in there open accounts: for the person who runs the server alone.
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const time = new Date().toISOString().replaceAll(':', '-')
    const file = join(folder, `${time}-${randomBytes(4).toString('hex')}.txt`)
    await writeFile(file, `To: ${to}\nSubject: ${subject}\n\n${text}`, { mode: 0o600, flag: 'wx' })
    written(file)
  }
}
