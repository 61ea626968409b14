import type { MouseEvent } from 'react'

/** Whether a button was pressed by a key, or by what stands for one: a screen reader, a voice. */
export function isByKeyboard({ detail }: MouseEvent): boolean {
  return detail === 0
}
