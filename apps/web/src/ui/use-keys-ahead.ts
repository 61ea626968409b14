'use client'
import { useCallback, useLayoutEffect, useRef } from 'react'

/**
 * While a dialog that a key opened is on its way, keys are already its own and not those of what is behind it: Escape
 * calls it off, and what is typed is kept for it. The returned function hands that over, once.
 */
export function useKeysAhead(isOpen: boolean, onClose: () => void): () => string {
  const typed = useRef('')
  // Not an effect: one of them comes after the next key, when the machine is busy.
  useLayoutEffect(() => {
    if (!isOpen) return
    typed.current = ''
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.activeElement?.closest('[role=dialog]')) return
      const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      if (event.key !== 'Escape' && !isText) return
      event.preventDefault()
      event.stopPropagation()
      if (isText) typed.current += event.key
      else onClose()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [isOpen, onClose])
  return useCallback(() => {
    const text = typed.current
    typed.current = ''
    return text
  }, [])
}
