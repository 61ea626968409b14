import { readFileSync, writeFileSync } from 'node:fs'
import type { Trace } from '../trace.ts'
import { type Conversation, conversationOf } from './conversation.ts'
import { type Typing, typingOf } from './edits.ts'

/** What a trace holds, ready for every process. */
export type TraceScene = ({ readonly kind: 'typing' } & Typing) | ({ readonly kind: 'conversation' } & Conversation)

/** A trace, as what is typed in it. */
export function sceneOf(trace: Trace): TraceScene {
  return trace.concurrent ? { kind: 'conversation', ...conversationOf(trace) } : { kind: 'typing', ...typingOf(trace) }
}

export function writeScene(path: string, scene: TraceScene): void {
  writeFileSync(path, JSON.stringify(scene))
}

/** Reads what `writeScene` wrote; nobody else writes there. */
export function readScene(path: string): TraceScene {
  return JSON.parse(readFileSync(path, 'utf8'))
}
