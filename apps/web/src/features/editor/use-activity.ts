'use client'
import type { Session } from '@tandem/client'
import { useEffect } from 'react'

/** After how long without a touch a person counts as away. */
const idleAfterMs = 60_000

/** Tells the session whether somebody looks at the document: not while the page is hidden or nobody touched it for a minute. */
export function useActivity(session: Pick<Session, 'setActivity'>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const rest = () => {
      clearTimeout(timer)
      session.setActivity('idle')
    }
    const stir = () => {
      clearTimeout(timer)
      timer = setTimeout(rest, idleAfterMs)
      session.setActivity('active')
    }
    const look = () => (document.hidden ? rest() : stir())
    look()
    // Words that are dictated, or chosen on a phone's keyboard, come without a key.
    const signs = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchstart'] as const
    for (const sign of signs) window.addEventListener(sign, stir, { passive: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, stir)
      document.removeEventListener('visibilitychange', look)
    }
  }, [session])
}
