import type { Indentation } from './document-settings.ts'
import { laterMessages } from './later-messages.ts'

/** An indentation in words. */
export function indentationName({ kind, width }: Indentation): string {
  return kind === 'tabs' ? laterMessages.tabs(width) : laterMessages.spaces(width)
}
