import { EditorView } from '@codemirror/view'

/**
 * The editor in the roles of the theme. They are variables, so it follows light, dark, contrast and fingers without being told.
 * Inside of @media a selector can't name the editor itself (&): its rule would be lost, or hold everywhere.
 */
export const editorTheme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--color-text)',
    backgroundColor: 'var(--color-canvas)',
    fontSize: 'var(--code-size)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6', overscrollBehavior: 'contain' },
  '.cm-content': { padding: '0.5rem 0 40vh', caretColor: 'var(--color-text)' },
  '.cm-line': { padding: '0 1rem 0 0.5rem' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--color-text)', marginLeft: '-1px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--color-selection)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--color-active-line)' },
  '.cm-gutters': {
    color: 'var(--color-text-faint)',
    backgroundColor: 'var(--color-canvas)',
    border: 'none',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.75rem', padding: '0 0.25rem 0 0.75rem' },
  '.cm-activeLineGutter': { color: 'var(--color-text)', backgroundColor: 'transparent' },
  '.cm-foldGutter .cm-gutterElement': { width: '1rem', textAlign: 'center', cursor: 'pointer' },
  '.cm-foldPlaceholder': {
    padding: '0 0.375rem',
    border: '1px solid var(--color-line)',
    borderRadius: 'var(--radius-sm)',
    color: 'var(--color-text-muted)',
    backgroundColor: 'var(--color-surface)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--color-accent-soft)',
    outline: '1px solid var(--color-accent)',
    outlineOffset: '-1px',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--color-danger)',
    outlineOffset: '-1px',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--color-accent-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--color-accent-soft)', outline: '1px solid var(--color-accent)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--color-accent)', color: 'var(--color-accent-text)' },
  '.cm-searchMatch-selected *': { color: 'inherit' },
  '.cm-specialChar': { color: 'var(--color-danger)' },
  '.cm-tooltip': {
    border: '1px solid var(--color-line)',
    borderRadius: 'var(--radius-control)',
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-text)',
    boxShadow: 'var(--shadow-float)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-mono)',
    maxHeight: '15rem',
    padding: '0.25rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.125rem 0.5rem', borderRadius: 'var(--radius-sm)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--color-accent)',
    color: 'var(--color-accent-text)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { color: 'inherit', opacity: '0.75', fontStyle: 'normal' },
  '.cm-panels': { color: 'var(--color-text)', backgroundColor: 'var(--color-surface)', zIndex: 'var(--z-sticky)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--color-line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--color-line)' },
  '.cm-textfield': {
    height: '1.75rem',
    padding: '0 0.5rem',
    border: '1px solid var(--color-line-strong)',
    borderRadius: 'var(--radius-control)',
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-text)',
    fontSize: '0.8125rem',
  },
  '.cm-button': {
    height: '1.75rem',
    padding: '0 0.625rem',
    border: '1px solid var(--color-line-strong)',
    borderRadius: 'var(--radius-control)',
    backgroundColor: 'var(--color-raised)',
    backgroundImage: 'none',
    color: 'var(--color-text)',
    font: '500 0.8125rem var(--font-sans)',
    '&:hover': { backgroundColor: 'var(--color-surface)' },
    '&:active': { backgroundImage: 'none', backgroundColor: 'var(--color-pressed)' },
  },
  '.cm-textfield:focus-visible, .cm-button:focus-visible': {
    outline: '2px solid var(--color-focus)',
    outlineOffset: '1px',
  },
  '.cm-panels .cm-dialog': {
    padding: '0.5rem 2.5rem 0.5rem 0.75rem',
    font: '0.8125rem var(--font-sans)',
    '& label': { fontSize: '0.8125rem' },
    '& .cm-textfield': { width: '7rem', margin: '0 0.5rem' },
  },
  '.cm-dialog-close': { color: 'var(--color-text-muted)', fontSize: '1rem' },
  '@media (pointer: coarse)': {
    '.cm-textfield, .cm-button': { height: '2.75rem', fontSize: '1rem' },
  },
  '@media (max-width: 40rem)': {
    '.cm-lineNumbers .cm-gutterElement': { minWidth: '2rem', padding: '0 0.125rem 0 0.375rem' },
    '.cm-line': { padding: '0 0.75rem 0 0.25rem' },
  },
  '@media (forced-colors: active)': {
    '.cm-searchMatch, .cm-selectionMatch': { outline: '1px solid CanvasText' },
    '.cm-searchMatch-selected': { outline: '2px solid Highlight' },
  },
})
