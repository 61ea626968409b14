'use client'
import { useEffect } from 'react'
import { isMac } from './key-names.ts'
import { type PageCommandName, pageCommandOf } from './page-commands.ts'

/** Runs the commands of the page when their keys are pressed, wherever the focus is. What the editor took is its own. */
export function usePageKeys(run: (command: PageCommandName) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const command = pageCommandOf(event, isMac(), isWriting(event.target))
      if (command === null) return
      event.preventDefault()
      run(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [run])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
