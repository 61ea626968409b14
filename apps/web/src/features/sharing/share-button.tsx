'use client'
import { UserPlus } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { buttonMessages } from './button-messages.ts'

const load = () => import('./share-dialog.tsx')
const ShareDialog = lazy(load)

/** Opens the share dialog, which is fetched when the pointer or the focus comes near. */
export function ShareButton({
  documentId,
  mayShare,
}: {
  readonly documentId: string
  /** Whether the person may change who has access. Only for what is shown: the server decides again. */
  readonly mayShare: boolean
}) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  // Stays once it was open, so that closing can give the focus back.
  const [wanted, setWanted] = useState(false)
  const preload = () => void load()
  return (
    <>
      <Button
        ref={button}
        tone="primary"
        size="small"
        icon={UserPlus}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => {
          setWanted(true)
          setOpen(true)
        }}
      >
        {buttonMessages.share}
      </Button>
      {wanted ? (
        <Suspense>
          <ShareDialog documentId={documentId} mayShare={mayShare} open={open} onOpenChange={setOpen} button={button} />
        </Suspense>
      ) : null}
    </>
  )
}
