import { Facet } from '@codemirror/state'

/** What is done when somebody asks the text to be saved in the words of their key map. It is saved by itself, so they are told that. */
export const onSaveAsked = Facet.define<() => void>()
