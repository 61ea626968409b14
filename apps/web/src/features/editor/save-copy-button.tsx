'use client'
import type { Rescue } from '@tandem/client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { rescueMessages } from './rescue-messages.ts'
import { textOf } from './rescued-text.ts'
import { saveCopy } from './save-copy.ts'

/** Puts what was rescued into a document of its own, which needs no rescue any more. */
export function SaveCopy({
  title,
  rescues,
  onSaved,
}: {
  readonly title: string
  readonly rescues: readonly Rescue[]
  readonly onSaved: () => void
}) {
  const router = useRouter()
  const [saving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    const saved = await saveCopy(title, textOf(rescues))
    setSaving(false)
    if ('problem' in saved) {
      toast({ message: saved.problem, tone: 'danger' })
      return
    }
    onSaved()
    const action = { label: rescueMessages.openCopy, onAction: () => router.push(paths.document(saved.id)) }
    toast({ message: rescueMessages.copySaved(title), tone: 'success', action })
  }
  return (
    <Button size="small" disabled={saving} onClick={() => void save()}>
      {rescueMessages.saveCopy}
    </Button>
  )
}
