import {
  type EditorState,
  type Extension,
  Facet,
  Prec,
  StateEffect,
  StateField,
  type Transaction,
} from '@codemirror/state'
import { type Command, Decoration, EditorView, keymap, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view'
import { isFromSession } from './remote-annotation.ts'

/** What ghost text is made of. */
export type GhostTextConfig = {
  /** What may follow at a place; null for nothing. Asked when typing has come to rest. */
  readonly suggest: (state: EditorState, at: number) => string | null
  /** Whether something else is being offered now, which goes first: a list of completions. */
  readonly busy: (state: EditorState) => boolean
}

/** So long nobody has typed before anything is suggested: who types on knows what comes. */
const restMs = 150

type Ghost = { readonly at: number; readonly text: string }

const setGhost = StateEffect.define<Ghost | null>()

const ghostConfig = Facet.define<GhostTextConfig, GhostTextConfig | null>({ combine: (values) => values[0] ?? null })

const ghost = StateField.define<Ghost | null>({
  create: () => null,
  update: (before, transaction) => ghostAfter(before, transaction),
  // A function, because what else is offered is not known as a field.
  provide: () => EditorView.decorations.of(({ state }) => decorationOf(shownGhost(state))),
})

/**
 * Shows faintly, behind the caret, what is likely to be typed next. Tab takes it, Escape dismisses it; both are left alone
 * while there is none. It stays where it is while others write, except in the line of the caret: what they do there may
 * make it wrong. It is no part of the text that a screen reader reads: that is told it when it is taken, or asked for.
 */
export function ghostText(config: GhostTextConfig): Extension {
  return [
    ghostConfig.of(config),
    ghost,
    offerAtRest,
    Prec.high(
      keymap.of([
        { key: 'Tab', run: takeGhost },
        { key: 'Escape', run: dismissGhost },
      ]),
    ),
    ghostTheme,
  ]
}

// Once: the page never lets go of a theme's rules.
const ghostTheme = EditorView.theme({
  '.cm-ghostText': { color: 'var(--color-text-faint)', fontStyle: 'italic' },
  // Among the system's colours, faint is one of its own.
  '@media (forced-colors: active)': { '.cm-ghostText': { color: 'GrayText' } },
})

/** Says what is suggested in the text, or that nothing is. */
export const sayGhost: Command = (view) => {
  const said = shownGhost(view.state)?.text ?? view.state.phrase('Nothing is suggested')
  view.dispatch({ effects: EditorView.announce.of(said) })
  return true
}

const takeGhost: Command = (view) => {
  const taken = shownGhost(view.state)
  if (!taken || view.state.readOnly) return false
  view.dispatch({
    changes: { from: taken.at, insert: taken.text },
    selection: { anchor: taken.at + taken.text.length },
    effects: [setGhost.of(null), EditorView.announce.of(taken.text)],
    userEvent: 'input.complete',
    scrollIntoView: true,
  })
  return true
}

const dismissGhost: Command = (view) => {
  if (!shownGhost(view.state)) return false
  view.dispatch({ effects: setGhost.of(null) })
  return true
}

function shownGhost(state: EditorState): Ghost | null {
  const config = state.facet(ghostConfig)
  return !config || config.busy(state) ? null : (state.field(ghost, false) ?? null)
}

function ghostAfter(before: Ghost | null, transaction: Transaction): Ghost | null {
  for (const effect of transaction.effects) if (effect.is(setGhost)) return effect.value
  if (before === null) return null
  if (transaction.docChanged && isFromSession(transaction)) {
    const line = transaction.startState.doc.lineAt(before.at)
    if (transaction.changes.touchesRange(line.from, line.to)) return null
    return { ...before, at: transaction.changes.mapPos(before.at) }
  }
  if (!transaction.docChanged && !transaction.selection) return before
  return typedAlong(before, transaction)
}

/** What is left of a suggestion by somebody who types just what it says; null when it says something else. */
function typedAlong({ at, text }: Ghost, transaction: Transaction): Ghost | null {
  if (!transaction.isUserEvent('input.type')) return null
  const end = transaction.newSelection.main.head
  const typed = transaction.newDoc.sliceString(at, end)
  const added = transaction.newDoc.length - transaction.startState.doc.length
  if (end <= at || typed.length !== added || !text.startsWith(typed) || typed === text) return null
  return { at: end, text: text.slice(typed.length) }
}

function decorationOf(ghost: Ghost | null) {
  if (ghost === null) return Decoration.none
  return Decoration.set(Decoration.widget({ widget: new GhostWidget(ghost.text), side: 1 }).range(ghost.at))
}

class GhostWidget extends WidgetType {
  readonly #text: string

  constructor(text: string) {
    super()
    this.#text = text
  }

  override eq(other: GhostWidget): boolean {
    return other.#text === this.#text
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'cm-ghostText'
    element.setAttribute('aria-hidden', 'true')
    element.textContent = this.#text
    return element
  }
}

/** Asks for a suggestion when I have typed and then rested, and nobody else wrote in my line meanwhile. */
const offerAtRest = ViewPlugin.fromClass(
  class {
    #timer: ReturnType<typeof setTimeout> | undefined

    update(update: ViewUpdate): void {
      const mine = update.transactions.filter((transaction) => !isFromSession(transaction))
      if (mine.some((transaction) => transaction.isUserEvent('input.type'))) this.#restart(update.view)
      else if (mine.some(({ docChanged, selection }) => docChanged || selection) || this.#othersInMyLine(update)) {
        clearTimeout(this.#timer)
      }
    }

    destroy(): void {
      clearTimeout(this.#timer)
    }

    #restart(view: EditorView): void {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => offer(view), restMs)
    }

    #othersInMyLine({ docChanged, changes, startState }: ViewUpdate): boolean {
      if (!docChanged) return false
      const line = startState.doc.lineAt(startState.selection.main.head)
      return changes.touchesRange(line.from, line.to) !== false
    }
  },
)

function offer(view: EditorView): void {
  const { state } = view
  const config = state.facet(ghostConfig)
  const { main, ranges } = state.selection
  // Also while something else is offered, behind which it waits: who closes that is still at the same word.
  if (!config || state.readOnly || view.composing || ranges.length > 1 || !main.empty) return
  const text = config.suggest(state, main.head)
  if (text === null && state.field(ghost) === null) return
  view.dispatch({ effects: setGhost.of(text === null ? null : { at: main.head, text }) })
}
