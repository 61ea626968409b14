import './no-layout.ts'
import { redo, undo } from '@codemirror/commands'
import { type Extension, Transaction } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { TandemDoc } from '@tandem/crdt'
import { collaboration } from '../collaboration.ts'
import type { CollaborationConfig } from '../config.ts'
import { docOf, MemorySession, Wire } from './memory-session.ts'

/** What editors are told besides their session. */
type PairConfig = Omit<CollaborationConfig, 'session'>

/** One person's editor on one session. */
export class TestEditor {
  readonly session: MemorySession
  readonly view: EditorView

  constructor(session: MemorySession, extensions: Extension = [], config: PairConfig = {}) {
    this.session = session
    this.view = new EditorView({
      extensions: [collaboration({ session, ...config }), extensions],
      parent: document.body,
    })
  }

  get text(): string {
    return this.view.state.doc.toString()
  }

  /** Types at a position as a person does: an input event, whose caret ends up behind the text. */
  type(at: number, insert: string): void {
    this.view.dispatch({
      changes: { from: at, insert },
      selection: { anchor: at + insert.length },
      annotations: Transaction.userEvent.of('input.type'),
    })
  }

  erase(from: number, to: number): void {
    this.view.dispatch({ changes: { from, to }, annotations: Transaction.userEvent.of('delete.selection') })
  }

  select(anchor: number, head = anchor): void {
    this.view.dispatch({ selection: { anchor, head } })
  }

  undo(): boolean {
    return undo(this.view)
  }

  redo(): boolean {
    return redo(this.view)
  }

  /** Throws when the editor shows anything but the session's text. */
  assertSynced(): void {
    const wanted = this.session.doc?.toString() ?? ''
    if (this.text !== wanted) throw new Error(`Shows ${JSON.stringify(this.text)}, has ${JSON.stringify(wanted)}`)
  }
}

/** Two editors, A and B, on one document through a wire that is flushed by hand. */
export type EditorPair = {
  readonly a: TestEditor
  readonly b: TestEditor
  readonly wire: Wire
  /** Delivers everything and checks that all four texts are equal. */
  readonly flush: () => void
  readonly [Symbol.dispose]: () => void
}

/** Opens two editors on a document with this text. */
export async function editorPair(text = '', extensions: Extension = [], config: PairConfig = {}): Promise<EditorPair> {
  const wire = new Wire()
  const seed = docOf(9, text)
  const open = (replica: number) => {
    const doc = TandemDoc.fromSnapshot(seed.snapshot())
    doc.become(replica)
    return new TestEditor(new MemorySession(wire, doc), extensions, config)
  }
  const a = open(1)
  const b = open(2)
  await settled()
  const flush = () => {
    wire.flush()
    a.assertSynced()
    b.assertSynced()
    if (a.text !== b.text) throw new Error(`A shows ${JSON.stringify(a.text)}, B ${JSON.stringify(b.text)}`)
  }
  flush()
  return {
    a,
    b,
    wire,
    flush,
    [Symbol.dispose]: () => {
      a.view.destroy()
      b.view.destroy()
    },
  }
}

/** Resolves when what the editor put off until after the running update is done. */
export async function settled(): Promise<void> {
  await Promise.resolve()
  await Promise.resolve()
}
