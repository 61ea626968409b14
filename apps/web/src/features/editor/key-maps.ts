import type { Extension } from '@codemirror/state'
import type { Preferences } from '#lib/preferences.ts'
import { keyMapLooks } from './key-map-looks.ts'
import { onSaveAsked } from './save-asked.ts'
import { noEscapeHatch } from './tab-mode.ts'
import { applyVimMappings } from './vim-mappings.ts'

/** A key map that goes before the editor's own keys; what is not the default is fetched. Undo is the editor's: only mine. */
export async function loadKeyMap({ keyMap, vimMappings }: Preferences): Promise<Extension> {
  switch (keyMap) {
    case 'default':
      return []
    case 'vim': {
      const { vim, Vim } = await import('@replit/codemirror-vim')
      applyVimMappings(Vim, vimMappings)
      Vim.defineEx('write', 'w', ({ cm6 }) => {
        for (const tell of cm6.state.facet(onSaveAsked)) tell()
      })
      return [noEscapeHatch, keyMapLooks, vim({ status: true })]
    }
    case 'emacs': {
      const { emacs } = await import('@replit/codemirror-emacs')
      return [noEscapeHatch, keyMapLooks, emacs()]
    }
  }
}
