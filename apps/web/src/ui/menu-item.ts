import type { IconShape } from './icon.tsx'

/** On which side of its button a menu opens. */
export type MenuSide = 'top' | 'bottom'

/** Which of its edges a menu shares with its button. */
export type MenuAlign = 'start' | 'end'

/** One line of a menu. */
export type MenuItem =
  | {
      readonly kind: 'action'
      readonly label: string
      readonly icon?: IconShape | undefined
      readonly shortcut?: string | undefined
      readonly danger?: boolean | undefined
      readonly disabled?: boolean | undefined
      readonly onSelect: () => void
    }
  | {
      /** One of several that exclude each other. */
      readonly kind: 'choice'
      readonly label: string
      readonly hint?: string | undefined
      readonly checked: boolean
      readonly disabled?: boolean | undefined
      readonly onSelect: () => void
    }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'separator' }
