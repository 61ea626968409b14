'use client'
import { useEffect } from 'react'
import { isMac } from '#lib/key-names.ts'
import { type CommandName, isOfText, pageCommandOf } from './page-commands.ts'

/** Runs the commands of the page when their keys are pressed, wherever the focus is. What the editor took is its own. */
export function usePageKeys(run: (command: CommandName) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const command = pageCommandOf(event, isMac(), isWriting(event.target))
      if (command === null || (isOfText(command) && isInDialog(event.target))) return
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

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=alertdialog]') !== null
}
