import { EditorView } from '@codemirror/view'
import { flagHeightPx, maxFlagWidthPx } from './caret-label.ts'

/**
 * How others' carets look. The page gives `--person` and `--person-text` to elements by their `data-hue`; without them
 * carets are drawn in the text's colour.
 */
export const collaborationTheme = EditorView.baseTheme({
  '.cm-remoteSelections, .cm-remoteCarets, .cm-undoFlash': { pointerEvents: 'none' },
  '.cm-undone': {
    minWidth: '2px',
    backgroundColor: 'color-mix(in oklab, var(--color-accent, Highlight) 30%, transparent)',
    animation: 'cm-undone 700ms ease-out forwards',
  },
  '@keyframes cm-undone': { from: { opacity: 1 }, '60%': { opacity: 1 }, to: { opacity: 0 } },
  '.cm-remoteSelection': {
    backgroundColor: 'color-mix(in oklab, var(--person, currentColor) var(--person-wash, 14%), transparent)',
  },
  '.cm-remoteCaret': {
    boxSizing: 'border-box',
    width: '0',
    marginLeft: '-1px',
    borderLeft: '2px solid var(--person, currentColor)',
  },
  // Its own line, not the whole of it: the name of who is away is read like any other when it is asked for.
  '.cm-remoteCaret[data-faded=true]': {
    borderLeft: '1px solid color-mix(in oklab, var(--person, currentColor) 40%, transparent)',
  },
  '.cm-remoteCaretFlag': {
    position: 'absolute',
    boxSizing: 'border-box',
    height: `${flagHeightPx}px`,
    maxWidth: `${maxFlagWidthPx}px`,
    padding: '0 5px',
    borderRadius: '3px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    font: `500 11px/${flagHeightPx}px var(--font-sans, system-ui, sans-serif)`,
    color: 'var(--person-text, Canvas)',
    backgroundColor: 'var(--person, CanvasText)',
    opacity: '0',
    visibility: 'hidden',
    transition: 'opacity 150ms ease-out, visibility 0s 150ms',
  },
  '.cm-remoteCaretFlag[data-side=above]': { bottom: '100%', borderBottomLeftRadius: '0' },
  '.cm-remoteCaretFlag[data-side=below]': { top: '100%', borderTopLeftRadius: '0' },
  '.cm-remoteCaretFlag[data-shown=true]': { opacity: '1', visibility: 'visible', transitionDelay: '0s' },
  '@media (prefers-reduced-motion: reduce)': {
    '.cm-remoteCaretFlag': { transition: 'none' },
    '.cm-undone': { animation: 'none' },
  },
  // The system's colours take the place of people's: carets and selections keep an edge, flags keep their names.
  '@media (forced-colors: active)': {
    '.cm-remoteCaret': { borderLeftColor: 'CanvasText' },
    '.cm-remoteSelection, .cm-undone': { backgroundColor: 'transparent', outline: '1px dotted CanvasText' },
    '.cm-remoteCaretFlag': { color: 'CanvasText', backgroundColor: 'Canvas', border: '1px solid CanvasText' },
  },
})
