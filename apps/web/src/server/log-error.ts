import 'server-only'
import { describeError } from '@tandem/documents'

/** Writes down what was not expected, in one line: `event` is what was going on, `known` what helps to find it. */
export function logError(event: string, error: unknown, known: Readonly<Record<string, unknown>> = {}): void {
  console.error(JSON.stringify({ level: 'error', event, ...known, error: describeError(error) }))
}
