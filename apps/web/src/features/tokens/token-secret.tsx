'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { useCopied } from '#ui/use-copied.ts'
import { messages } from './messages.ts'

/** A secret that is shown once. */
export function TokenSecret({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  const { copied, copy } = useCopied(messages.copyFailed)
  const field = useRef<HTMLInputElement>(null)
  // The form that had the focus is gone.
  useEffect(() => field.current?.focus(), [])
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-pretty text-sm">
        <strong>{messages.madeTitle}.</strong> {messages.madeText}
      </p>
      <TextField
        ref={field}
        label={messages.secret}
        value={secret}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.target.select()}
      />
      <div className="flex justify-end gap-2">
        <Button icon={copied ? Check : Copy} onClick={() => void copy(secret)}>
          {copied ? messages.copied : messages.copy}
        </Button>
        <Button tone="primary" onClick={onDone}>
          {messages.done}
        </Button>
      </div>
      <span role="status" className="sr-only">
        {copied ? messages.copied : ''}
      </span>
    </div>
  )
}
