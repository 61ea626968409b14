import type { Vim } from '@replit/codemirror-vim'

/** One mapping of keys: `nnoremap Y y$` maps Y in normal mode, and what it stands for is not mapped again. */
export type VimMapping = {
  readonly keys: string
  readonly meaning: string
  /** Null: in every mode. */
  readonly mode: 'normal' | 'insert' | 'visual' | null
  readonly recursive: boolean
}

const modes = { n: 'normal', i: 'insert', v: 'visual' } as const

/** Reads the mappings out of the lines of a vimrc. Everything else in it, comments among it, is passed over. */
export function readVimMappings(text: string): readonly VimMapping[] {
  return text.split('\n').flatMap((line) => {
    const [, letter = '', nore = '', keys = '', meaning = ''] =
      /^\s*:?([niv]?)(nore)?map\s+(\S+)\s+(\S.*?)\s*$/.exec(line) ?? []
    if (keys === '') return []
    const mode = letter === 'n' || letter === 'i' || letter === 'v' ? modes[letter] : null
    return [{ keys, meaning, mode, recursive: nore === '' }]
  })
}

/** Makes these the only mappings of one's own. There is one vim for all editors of a page. */
export function applyVimMappings(vim: Pick<typeof Vim, 'map' | 'noremap' | 'mapclear'>, text: string): void {
  vim.mapclear()
  for (const { keys, meaning, mode, recursive } of readVimMappings(text)) {
    for (const context of mode === null ? Object.values(modes) : [mode]) {
      if (recursive) vim.map(keys, meaning, context)
      else vim.noremap(keys, meaning, context)
    }
  }
}
