import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, lineNumbers } from '@codemirror/view'
import type { Step } from './load.ts'
import { measureSelectAll, type SelectAll } from './measure-select-all.ts'
import { nextPaint, PaintTimes } from './paint-times.ts'

/** What differs from one contender to the other. */
export interface Contender {
  /** Opens a saved document: what an editor has to be made of, and the text if that does not fill it by itself. */
  open(state: Uint8Array): { readonly extension: Extension; readonly doc?: string }
  /** Somebody else typed. */
  take(step: Step): void
  /** Everybody else selects everything. */
  selectAll(): void
  /** What their selections are drawn with. */
  readonly drawnWith: string
}

/** What the page offers to whoever drives it. All times are in milliseconds. */
export interface EditorPage {
  /** Since the page began to load, to the first picture of a text that can be typed in. */
  readonly openedMs: number
  /** Puts the caret into a line (from 1) and the focus into the editor. */
  focus(line: number): void
  /** From each key that was pressed since the last call to the picture that shows it. */
  keyTimes(): readonly number[]
  /** From each of so many keys of others to the picture that shows it, one after the other. */
  takeKeys(count: number): Promise<readonly number[]>
  /** All other keys of others, at this pace; how long each task took that held the page up for 50 ms or more. */
  takeRest(pauseMs: number): Promise<readonly number[]>
  selectAll(): Promise<SelectAll>
}

declare global {
  interface Window {
    /** There as soon as the document is. */
    editorPage: EditorPage
  }
}

/** Opens the document that lies beside the page, in an editor that is the same for all contenders. */
export async function startPage(contender: Contender): Promise<void> {
  const { extension, doc = '' } = contender.open(new Uint8Array(await (await fetch('/state')).arrayBuffer()))
  const view = new EditorView({
    parent: document.body,
    state: EditorState.create({ doc, extensions: [extension, drawSelection(), lineNumbers()] }),
  })
  await nextPaint()
  const openedMs = performance.now()
  if (view.state.doc.length === 0) throw new Error('the document did not come into the editor')
  const steps = stepsOf(await (await fetch('/steps')).json())
  const keys = new PaintTimes()
  view.contentDOM.addEventListener('keydown', (event) => keys.follow(event.timeStamp), { capture: true })
  window.editorPage = {
    openedMs,
    focus: (line) => {
      view.focus()
      view.dispatch({ selection: { anchor: view.state.doc.line(line).to }, scrollIntoView: true })
    },
    keyTimes: () => keys.takeAll(),
    takeKeys: async (count) => {
      const times = new PaintTimes()
      for (const step of steps.splice(0, count)) {
        const startedAt = performance.now()
        contender.take(step)
        await times.follow(startedAt)
      }
      return times.takeAll()
    },
    takeRest: async (pauseMs) => {
      const long: number[] = []
      const observer = new PerformanceObserver((list) =>
        long.push(...list.getEntries().map(({ duration }) => duration)),
      )
      observer.observe({ type: 'longtask' })
      const startedAt = performance.now()
      for (const [at, step] of steps.splice(0).entries()) {
        const due = startedAt + at * pauseMs
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
        contender.take(step)
      }
      await nextPaint()
      observer.disconnect()
      return long
    },
    selectAll: () => measureSelectAll(view, contender),
  }
}

/** As they come in JSON. */
type WrittenStep = { readonly peer: number; readonly change: readonly number[]; readonly caret: readonly number[] }

function stepsOf(written: readonly WrittenStep[]): Step[] {
  return written.map(({ peer, change, caret }) => ({
    peer,
    change: Uint8Array.from(change),
    caret: Uint8Array.from(caret),
  }))
}
