'use client'
import { useState } from 'react'
import { downloadText } from '#lib/download.ts'
import { Button } from '#ui/button.tsx'
import { lazyPart } from '#ui/lazy-part.tsx'
import { messages } from './messages.ts'
import type { RescueActionsProps } from './rescue-actions.tsx'
import { textOf } from './rescued-text.ts'

const RescueActions = lazyPart(() => import('./rescue-actions.tsx'))

/**
 * The ways to what was rescued. Where they can't be fetched, without a network or after a new version came, the text can be
 * downloaded all the same: nobody has to dismiss what they don't have.
 */
export function RescueOffer(props: RescueActionsProps) {
  const [missing, setMissing] = useState(false)
  if (!missing) return <RescueActions {...props} onMissing={() => setMissing(true)} />
  const size = props.onSaved ? 'small' : 'medium'
  return (
    <>
      <Button size={size} onClick={() => downloadText(props.title, textOf(props.rescues))}>
        {messages.downloadCopy}
      </Button>
      <Button size={size} onClick={() => setMissing(false)}>
        {messages.tryAgain}
      </Button>
    </>
  )
}
