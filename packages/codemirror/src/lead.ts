import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { configOf, type EditorSession } from './config.ts'
import { placeInSession } from './sync-plugin.ts'

/**
 * Tells the session what my window shows, as long as somebody follows me: whoever is not followed is not watched, and
 * nothing is sent for it.
 */
class Lead {
  readonly #view: EditorView
  readonly #session: EditorSession
  readonly #unsubscribe: () => void
  #followed = false
  #told: number | null = null

  constructor(view: EditorView) {
    this.#view = view
    this.#session = configOf(view.state).session
    this.#unsubscribe = this.#session.on('peers', () => this.#look())
    view.scrollDOM.addEventListener('scroll', this.#measure, { passive: true })
    this.#look()
  }

  update(update: ViewUpdate): void {
    if (update.geometryChanged || update.docChanged) this.#measure()
  }

  destroy(): void {
    this.#unsubscribe()
    this.#view.scrollDOM.removeEventListener('scroll', this.#measure)
  }

  #look(): void {
    const me = this.#session.self?.user.id
    this.#followed = me !== undefined && this.#session.peers.some(({ following }) => following === me)
    if (this.#followed) this.#measure()
    else this.#tell(null)
  }

  /** Where a line is can only be asked when the editor measures; and not more often than it draws. */
  readonly #measure = (): void => {
    if (!this.#followed) return
    this.#view.requestMeasure({
      key: this,
      read: (view) => {
        const { top, height } = view.scrollDOM.getBoundingClientRect()
        const y = top + height / 2
        // The row and not the line: a wrapped one may be taller than the window.
        const rowStart = view.posAtCoords({ x: view.contentDOM.getBoundingClientRect().left, y })
        return rowStart ?? view.lineBlockAtHeight(y - view.documentTop).from
      },
      write: (middle) => {
        if (this.#followed) this.#tell(placeInSession(this.#view, middle))
      },
    })
  }

  #tell(middle: number | null): void {
    if (middle === this.#told) return
    this.#told = middle
    this.#session.keepCompany({ viewport: middle })
  }
}

/** Tells those who follow me what I see. */
export const lead = ViewPlugin.fromClass(Lead)
