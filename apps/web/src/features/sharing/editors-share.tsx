'use client'
import { useState } from 'react'
import { Checkbox } from '#ui/checkbox.tsx'
import { setEditorsShareAction } from './actions.ts'
import { messages } from './messages.ts'

/** Whether those who can edit share the document, too: for its owners to choose. It shows at once, and stays if the server agrees. */
export function EditorsShare({
  documentId,
  chosen,
  onChosen,
}: {
  readonly documentId: string
  readonly chosen: boolean
  readonly onChosen: (chosen: boolean) => void
}) {
  const [problem, setProblem] = useState<string>()
  const choose = async (next: boolean) => {
    setProblem(undefined)
    onChosen(next)
    const result = await setEditorsShareAction({ documentId, editorsShare: next }).catch(() => null)
    if (result?.ok) return
    onChosen(!next)
    setProblem(result?.message ?? messages.unreachable)
  }
  return (
    <section aria-labelledby="share-settings" className="mt-5">
      <h3 id="share-settings" className="mb-1.5 font-medium text-sm">
        {messages.settings}
      </h3>
      <Checkbox
        label={messages.editorsShare}
        hint={messages.editorsShareHint}
        checked={chosen}
        onCheck={(next) => void choose(next)}
      />
      <p role="alert" className="mt-1.5 text-danger text-sm empty:hidden">
        {problem}
      </p>
    </section>
  )
}
