import type { Peer } from '@tandem/client'
import type { TestEditor } from './editor-pair.ts'

/** A peer, as the session of `editor` sees it, with carets and selections at these places. */
export function peerIn(
  editor: TestEditor,
  key: number,
  ranges: readonly (readonly [anchor: number, head: number])[],
  rest: Partial<Peer> = {},
): Peer {
  return {
    key,
    user: { id: `user ${key}`, name: `Peer ${key}` },
    hue: key,
    role: 'editor',
    activity: 'active',
    viewport: null,
    following: null,
    leads: 'anybody',
    calls: 0,
    changedAt: 0,
    selections: ranges.map(([anchor, head]) => ({ anchor: anchorIn(editor, anchor), head: anchorIn(editor, head) })),
    ...rest,
  }
}

/** The anchor of a position in an editor's document. */
export function anchorIn({ session }: TestEditor, position: number): NonNullable<Peer['viewport']> {
  if (!session.doc) throw new Error('No document')
  return session.doc.anchorAt(position, 'before')
}
