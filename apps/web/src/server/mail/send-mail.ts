import 'server-only'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from '../env.ts'
import { deliverBySmtp } from './deliver-by-smtp.ts'
import { deliverToFolder } from './deliver-to-folder.ts'
import type { Deliver } from './mail.ts'
import { type MailFailure, MailQueue, type MakeMail } from './mail-queue.ts'

let queue: MailQueue | undefined

/**
 * Sends a message, made when its turn comes. Returns at once, and says nothing of what becomes of it: so whoever caused it
 * can't tell whether there was somebody to send it to. What fails is in the log.
 */
export function sendMail(make: MakeMail): void {
  queue ??= new MailQueue(delivery(), reportFailure)
  queue.add(make)
}

function delivery(): Deliver {
  const { SMTP_URL, MAIL_FOLDER, MAIL_FROM, NEXTAUTH_URL } = env()
  if (SMTP_URL) {
    return deliverBySmtp(SMTP_URL, MAIL_FROM || `Tandem <no-reply@${new URL(NEXTAUTH_URL).hostname}>`)
  }
  const report = (file: string) => console.log(JSON.stringify({ level: 'info', event: 'mail_written', file }))
  return deliverToFolder(MAIL_FOLDER || join(tmpdir(), 'tandem-mail'), report)
}

/** Of an error only its codes: its message may quote the address and what the mail server said about it. */
function reportFailure(failure: MailFailure, error?: unknown): void {
  const { code, responseCode, command, name }: Record<string, unknown> = Object(error)
  console.error(JSON.stringify({ level: 'error', event: 'mail', failure, name, code, responseCode, command }))
}
