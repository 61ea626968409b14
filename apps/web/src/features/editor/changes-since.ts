import { type ChangeDesc, ChangeSet } from '@codemirror/state'
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

type Follower = { changes: ChangeDesc }

class Followers {
  readonly #all = new Set<Follower>()

  update({ docChanged, changes }: ViewUpdate): void {
    if (docChanged) for (const follower of this.#all) follower.changes = follower.changes.composeDesc(changes.desc)
  }

  start(length: number): { readonly end: () => ChangeDesc } {
    const follower: Follower = { changes: ChangeSet.empty(length).desc }
    this.#all.add(follower)
    return {
      end: () => {
        this.#all.delete(follower)
        return follower.changes
      },
    }
  }
}

/** Remembers what happens to the text while something is worked out about it. Part of every editor that asks. */
export const changesSince = ViewPlugin.fromClass(Followers)

/** Begins to follow the text; `end` tells what happened to it since. */
export function followChanges(view: EditorView): { readonly end: () => ChangeDesc } {
  const followers = view.plugin(changesSince)
  if (!followers) throw new Error('This editor does not follow its changes')
  return followers.start(view.state.doc.length)
}
