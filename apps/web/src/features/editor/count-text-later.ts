import type { Extension } from '@codemirror/state'
import { countText, type TextCount } from './text-count.ts'
import { whenTextRests } from './text-rest.ts'

/** Counting reads the text: it waits until I have not typed for so long. */
const restMs = 300

/** Counts words and lines whenever the text or the selection has come to rest. */
export function countTextLater(onCount: (count: TextCount) => void): Extension {
  return whenTextRests(({ state }) => onCount(countText(state)), {
    mineMs: restMs,
    othersMs: restMs,
    selections: true,
  })
}
