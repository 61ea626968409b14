import { createTransport } from 'nodemailer'
import type { Deliver } from './mail.ts'

/** Delivers through a mail server: `smtps://` from the first byte encrypted, `smtp://` as soon as the server offers it. */
export function deliverBySmtp(url: string, from: string): Deliver {
  const transport = createTransport({
    url,
    // Shorter than the library's minutes: others wait behind.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // A message says what it says; nothing in it may make this process open files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ to, subject, text, html }) => {
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text, html, headers })
  }
}

/** No holiday notes in answer, please (RFC 3834). */
const headers = { 'Auto-Submitted': 'auto-generated' }
