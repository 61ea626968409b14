'use client'
import { useEffect } from 'react'
import type { Preferences } from '#lib/preferences.ts'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import type { TextEditor } from './text-editor.ts'

/** Keeps the editor as the person wants it. */
export function useEditorPreferences(editor: TextEditor | null, preferences: Preferences): void {
  useEffect(() => {
    if (!editor) return
    let wanted = true
    editor
      .showPreferences(preferences, () => wanted)
      .catch(() => {
        if (wanted) toast({ message: messages.preferencesFailed, tone: 'danger' })
      })
    return () => {
      wanted = false
    }
  }, [editor, preferences])
}
