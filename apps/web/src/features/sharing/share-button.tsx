'use client'
import { UserPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { lazyPart } from '#ui/lazy-part.tsx'
import { buttonMessages } from './button-messages.ts'

const ShareDialog = lazyPart(() => import('./share-dialog.tsx'))

/** Opens the share dialog, which is fetched when the pointer or the focus comes near. */
export function ShareButton({
  documentId,
  mayShare,
}: {
  readonly documentId: string
  /** Whether the person may change who has access; null: not known. Only for what is shown: the server decides again. */
  readonly mayShare: boolean | null
}) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  // Stays once it was open, so that closing can give the focus back.
  const [wanted, setWanted] = useState(false)
  return (
    <>
      <Button
        ref={button}
        tone="primary"
        size="small"
        icon={UserPlus}
        aria-haspopup="dialog"
        aria-expanded={open}
        className="shrink-0 max-sm:w-11"
        onPointerEnter={ShareDialog.preload}
        onFocus={ShareDialog.preload}
        onClick={() => {
          setWanted(true)
          setOpen(true)
        }}
      >
        {/* On phones the document's title needs the room. */}
        <span className="max-sm:sr-only">{buttonMessages.share}</span>
      </Button>
      {wanted ? (
        <ShareDialog
          documentId={documentId}
          mayShare={mayShare}
          open={open}
          onOpenChange={setOpen}
          button={button}
          onMissing={() => {
            setWanted(false)
            setOpen(false)
          }}
        />
      ) : null}
    </>
  )
}
