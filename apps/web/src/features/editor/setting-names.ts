import type { Indentation } from './document-settings.ts'
import { messages } from './messages.ts'

/** An indentation in words. */
export function indentationName({ kind, width }: Indentation): string {
  return kind === 'tabs' ? messages.tabs(width) : messages.spaces(width)
}
