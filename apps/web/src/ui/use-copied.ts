'use client'
import { useEffect, useState } from 'react'
import { toast } from './toast.tsx'

const shownMs = 2_000

/** Copies text, and says for two seconds that it did. When the browser refuses, a toast says `failed`. */
export function useCopied(failed: string): {
  readonly copied: boolean
  readonly copy: (text: string) => Promise<void>
} {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // Browsers refuse without https, without permission, or without focus.
      toast({ tone: 'danger', message: failed })
    }
  }
  return { copied, copy }
}
