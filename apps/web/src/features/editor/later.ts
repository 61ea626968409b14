import { Compartment, type Extension } from '@codemirror/state'
import { type Command, type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { Preferences } from '#lib/preferences.ts'
import { whenIdle } from '#lib/when-idle.ts'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

/**
 * What nobody needs before the text is there (closing brackets, completion, find) comes when it is: it would put off the
 * text by a tenth of all that the page fetches. Its commands can be given from the first moment, and are done when it has come.
 */
export function later(): Extension {
  return [plugin, place.of([])]
}

/** Offers what a person wants to be offered, as soon as it can be. */
export function showCompletionLater(view: EditorView, preferences: Offered): void {
  view.plugin(plugin)?.offer(preferences)
}

/** A command of what comes later. */
export function laterCommand(name: keyof Fetched['laterCommands']): Command {
  return (view) => view.plugin(plugin)?.run(name) ?? false
}

type Fetched = typeof import('./later-setup.ts')
type Offered = Pick<Preferences, 'completion' | 'ghostText'>

const place = new Compartment()

class Later implements PluginValue {
  readonly #view: EditorView
  #fetched: Fetched | null = null
  #fetching: Promise<Fetched> | null = null
  #cancel: (() => void) | null = null
  #gone = false
  #offered: Offered | null = null
  #hasTyped = false

  constructor(view: EditorView) {
    this.#view = view
  }

  update({ docChanged, focusChanged, transactions }: ViewUpdate): void {
    if (this.#fetched) return
    if (docChanged) this.#hasTyped = transactions.some((transaction) => transaction.isUserEvent('input.type'))
    // The text has come, or somebody is about to write one.
    if (docChanged || focusChanged) this.#cancel ??= whenIdle(() => void this.#fetch().catch(() => {}))
  }

  offer(offered: Offered): void {
    this.#offered = offered
    this.#fetched?.showCompletion(this.#view, offered)
  }

  run(name: keyof Fetched['laterCommands']): boolean {
    if (this.#fetched) return this.#fetched.laterCommands[name](this.#view)
    this.#fetch().then(
      ({ laterCommands }) => this.#gone || laterCommands[name](this.#view),
      () => toast({ message: messages.laterFailed, tone: 'danger' }),
    )
    return true
  }

  destroy(): void {
    this.#gone = true
    this.#cancel?.()
  }

  /** Once; after a failure the next command tries again. */
  #fetch(): Promise<Fetched> {
    this.#fetching ??= import('./later-setup.ts').then(
      (fetched) => {
        if (!this.#gone) this.#put(fetched)
        return fetched
      },
      (error: unknown) => {
        this.#fetching = null
        throw error
      },
    )
    return this.#fetching
  }

  #put(fetched: Fetched): void {
    this.#fetched = fetched
    this.#view.dispatch({ effects: place.reconfigure(fetched.laterSetup()) })
    if (!this.#offered) return
    fetched.showCompletion(this.#view, this.#offered)
    // The list for a word that was begun meanwhile.
    if (this.#hasTyped && this.#offered.completion && endsInWord(this.#view)) {
      fetched.laterCommands.startCompletion(this.#view)
    }
  }
}

const plugin = ViewPlugin.fromClass(Later)

function endsInWord({ state }: EditorView): boolean {
  const { head } = state.selection.main
  return /[\p{L}\p{N}_$]$/u.test(state.sliceDoc(Math.max(0, head - 2), head))
}
