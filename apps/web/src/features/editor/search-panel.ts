import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  SearchQuery,
  selectMatches,
  setSearchQuery,
} from '@codemirror/search'
import { type Command, EditorView, type Panel, runScopeHandlers, type ViewUpdate } from '@codemirror/view'
import { MatchCount } from './match-count.ts'
import { searchMessages } from './search-messages.ts'

/** Find and replace, above the text. Reads and writes the editor's one search query. */
export function searchPanel(view: EditorView): Panel {
  return new SearchPanel(view)
}

/** Opens the panel, for those who know what they want to replace. Who may only read finds in it. */
export const openReplace: Command = (view) => {
  openSearchPanel(view)
  const field = view.dom.querySelector<HTMLInputElement>('.cm-findReplace input')
  if (!view.state.readOnly) field?.focus()
  return true
}

class SearchPanel implements Panel {
  readonly dom = document.createElement('div')
  readonly top = true
  readonly #view: EditorView
  readonly #search: HTMLInputElement
  readonly #replace: HTMLInputElement
  readonly #toggles: Record<'caseSensitive' | 'wholeWord' | 'regexp', HTMLButtonElement>
  readonly #said = document.createElement('output')
  readonly #count: MatchCount

  constructor(view: EditorView) {
    this.#view = view
    const words = searchMessages
    this.#count = new MatchCount(view, (counted) => {
      this.#said.textContent = counted ? words.count(counted) : ''
    })
    const run = (command: (target: EditorView) => boolean) => () => command(view)
    this.#search = this.#field(words.find, 'main-field')
    this.#replace = this.#field(words.replaceWith)
    this.#toggles = {
      caseSensitive: this.#toggle('Aa', words.caseSensitive),
      wholeWord: this.#toggle('W', words.wholeWord),
      regexp: this.#toggle('.*', words.regexp),
    }
    this.#said.className = 'cm-findCount'
    const find = row(
      group(this.#search, this.#toggles.caseSensitive, this.#toggles.wholeWord, this.#toggles.regexp),
      this.#said,
      button('↑', words.previous, run(findPrevious)),
      button('↓', words.next, run(findNext)),
      button(words.all, words.selectAll, run(selectMatches)),
    )
    const replace = row(
      group(this.#replace),
      button(words.replace, words.replace, run(replaceNext)),
      button(words.replaceAll, words.replaceAll, run(replaceAll)),
    )
    replace.classList.add('cm-findReplace')
    const close = button('×', words.close, run(closeSearchPanel))
    close.classList.add('cm-findClose')
    this.dom.className = 'cm-find'
    this.dom.setAttribute('role', 'search')
    this.dom.setAttribute('aria-label', words.panel)
    this.dom.append(find, replace, close)
    this.dom.addEventListener('keydown', (event) => this.#onKey(event))
    this.#show(getSearchQuery(view.state))
    this.#offerReplace()
  }

  mount(): void {
    this.#search.focus()
    this.#search.select()
  }

  update(update: ViewUpdate): void {
    const asked = update.transactions
      .flatMap((transaction) => transaction.effects)
      .find((effect) => effect.is(setSearchQuery))
    if (asked?.is(setSearchQuery)) this.#show(asked.value)
    else this.#count.update(update)
    if (update.startState.readOnly !== update.state.readOnly) this.#offerReplace()
  }

  destroy(): void {
    this.#count.stop()
  }

  #query(): SearchQuery {
    const on = (toggle: HTMLButtonElement) => toggle.getAttribute('aria-pressed') === 'true'
    return new SearchQuery({
      search: this.#search.value,
      replace: this.#replace.value,
      caseSensitive: on(this.#toggles.caseSensitive),
      wholeWord: on(this.#toggles.wholeWord),
      regexp: on(this.#toggles.regexp),
    })
  }

  #commit(): void {
    const query = this.#query()
    if (!query.eq(getSearchQuery(this.#view.state))) this.#view.dispatch({ effects: setSearchQuery.of(query) })
  }

  #show(query: SearchQuery): void {
    if (!query.eq(this.#query())) {
      this.#search.value = query.search
      this.#replace.value = query.replace
      for (const name of ['caseSensitive', 'wholeWord', 'regexp'] as const) {
        this.#toggles[name].setAttribute('aria-pressed', String(query[name]))
      }
    }
    const invalid = query.search !== '' && !query.valid
    this.#search.setAttribute('aria-invalid', String(invalid))
    this.#count.restart()
    if (invalid) this.#said.textContent = searchMessages.invalid
  }

  #offerReplace(): void {
    const { readOnly } = this.#view.state
    // What is hidden loses the focus, and then keys go nowhere.
    if (readOnly && this.#replace.matches(':focus')) this.#search.focus()
    this.dom.dataset.readOnly = String(readOnly)
  }

  #onKey(event: KeyboardEvent): void {
    if (runScopeHandlers(this.#view, event, 'search-panel')) event.preventDefault()
    else if (event.key === 'Enter' && event.target === this.#search) {
      event.preventDefault()
      ;(event.shiftKey ? findPrevious : findNext)(this.#view)
    } else if (event.key === 'Enter' && event.target === this.#replace) {
      event.preventDefault()
      replaceNext(this.#view)
    }
  }

  #field(label: string, mainField?: 'main-field'): HTMLInputElement {
    const input = document.createElement('input')
    input.className = 'cm-textfield'
    input.placeholder = label
    input.setAttribute('aria-label', label)
    input.autocomplete = 'off'
    input.spellcheck = false
    // Ctrl+F while the panel is open comes back to this field.
    if (mainField) input.setAttribute(mainField, 'true')
    input.addEventListener('input', () => this.#commit())
    return input
  }

  #toggle(text: string, label: string): HTMLButtonElement {
    const toggle = button(text, label, () => {
      toggle.setAttribute('aria-pressed', String(toggle.getAttribute('aria-pressed') !== 'true'))
      this.#commit()
    })
    toggle.classList.add('cm-findToggle')
    return toggle
  }
}

function button(text: string, label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'cm-button'
  element.textContent = text
  element.title = label
  element.setAttribute('aria-label', label)
  element.addEventListener('click', act)
  return element
}

function row(...children: HTMLElement[]): HTMLElement {
  const element = document.createElement('div')
  element.className = 'cm-findRow'
  element.append(...children)
  return element
}

function group(...children: HTMLElement[]): HTMLElement {
  const element = document.createElement('div')
  element.className = 'cm-findGroup'
  element.append(...children)
  return element
}

/** How the panel looks. */
export const searchPanelTheme = EditorView.theme({
  '.cm-find': { position: 'relative', padding: '0.5rem 3rem 0.5rem 0.75rem', font: '0.8125rem var(--font-sans)' },
  '.cm-findRow': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.375rem' },
  '.cm-findReplace': { marginTop: '0.375rem' },
  '.cm-find[data-read-only=true] .cm-findReplace': { display: 'none' },
  '.cm-findGroup': { position: 'relative', display: 'flex', flex: '0 1 22rem', minWidth: '0' },
  '.cm-findGroup .cm-textfield': { flex: '1', minWidth: '0', width: '100%', paddingRight: '6.25rem' },
  '.cm-findReplace .cm-findGroup .cm-textfield': { paddingRight: '0.5rem' },
  '.cm-textfield[aria-invalid=true]': { borderColor: 'var(--color-danger)' },
  '.cm-findToggle': {
    position: 'absolute',
    top: '0.125rem',
    right: '0.125rem',
    width: '1.875rem',
    height: '1.5rem',
    padding: '0',
    border: 'none',
    lineHeight: '1.5rem',
    backgroundColor: 'transparent',
    color: 'var(--color-text-muted)',
    fontSize: '0.75rem',
    '&[aria-pressed=true]': { backgroundColor: 'var(--color-accent-soft)', color: 'var(--color-accent)' },
  },
  '.cm-findToggle:nth-of-type(1)': { right: '4rem' },
  '.cm-findToggle:nth-of-type(2)': { right: '2.0625rem' },
  '.cm-findCount': { minWidth: '4.5rem', color: 'var(--color-text-muted)', fontVariantNumeric: 'tabular-nums' },
  '.cm-findClose': {
    position: 'absolute',
    top: '0.5rem',
    right: '0.5rem',
    width: '1.75rem',
    padding: '0',
    border: 'none',
    backgroundColor: 'transparent',
    color: 'var(--color-text-muted)',
    fontSize: '1rem',
  },
  '@media (pointer: coarse)': {
    '.cm-findToggle': { height: '2.5rem' },
    '.cm-findClose': { width: '2.5rem' },
  },
  '@media (forced-colors: active)': {
    '.cm-findToggle[aria-pressed=true]': { outline: '2px solid Highlight' },
  },
})
