import type { Mail } from './mail.ts'

/** What a message says. Names, titles and notes that people wrote may be in all of it: they are shown as they are. */
export type MailContent = {
  readonly to: string
  readonly subject: string
  /** In order; each is one paragraph. */
  readonly paragraphs: readonly string[]
  /** What the message asks to do. */
  readonly action: { readonly label: string; readonly url: string }
  /** Under everything else: why the message came, and what to do if it was not expected. */
  readonly footer: string
}

/**
 * Makes a message, as plain text and as HTML that says the same. Nothing in it is fetched from anywhere, so that nobody learns
 * when it is read.
 */
export function composeMail({ to, subject, paragraphs, action, footer }: MailContent): Mail {
  const text = [...paragraphs, `${action.label}:\n${action.url}`, `-- \n${footer}`].join('\n\n')
  const html = [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
    '<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif"><div style="max-width:34em">',
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    `<p><a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`,
    `<p style="font-size:13px;opacity:.75">${escapeHtml(footer)}</p>`,
    '</div></body></html>',
  ].join('\n')
  return { to, subject, text: `${text}\n`, html }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
