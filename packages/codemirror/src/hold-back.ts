import type { EditorView } from '@codemirror/view'
import { syncPlugin } from './sync-plugin.ts'

/**
 * Leaves the text as it is while others write, for somebody who reads; or shows from now on what they write, and all that
 * they wrote meanwhile at once. What I write goes to them in any case.
 */
export function holdBack(view: EditorView, on: boolean): void {
  const plugin = view.plugin(syncPlugin)
  if (!plugin) throw new Error('This editor has no collaboration extension')
  plugin.showLater(on)
}
