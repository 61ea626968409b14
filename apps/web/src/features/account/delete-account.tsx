'use client'
import { useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { DeleteAccountDialog } from './delete-account-dialog.tsx'
import { messages } from './messages.ts'

/** The way out for good. */
export function DeleteAccount() {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button ref={button} tone="danger" onClick={() => setOpen(true)}>
        {messages.deleteAccount}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={messages.deleteTitle} returnFocusTo={button}>
        {open ? <DeleteAccountDialog onCancel={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  )
}
