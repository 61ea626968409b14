'use client'
import { useEffect } from 'react'

/** A file that is dropped beside the text goes nowhere: a browser would leave the page for it. */
export function useNoStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files') || isInText(event.target)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'none'
    }
    for (const kind of kinds) window.addEventListener(kind, refuse)
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, refuse)
    }
  }, [])
}

const kinds = ['dragover', 'drop'] as const

function isInText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable
}
