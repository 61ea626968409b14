'use client'
import { ChevronDown, Download, FileText, Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu } from '#ui/menu.tsx'
import { exportDocuments } from './export-documents.ts'
import { chooseFiles } from './files/choose-files.ts'
import { messages } from './messages.ts'
import { templateNames } from './template-names.ts'
import { useCreate } from './use-create.ts'

/** Other ways to come to documents than an empty one; and away with all of them. */
export function NewDocumentMenu() {
  const router = useRouter()
  const { create } = useCreate()
  return (
    <Menu
      align="end"
      items={[
        { kind: 'heading', label: messages.fromTemplate },
        ...templateNames.map((name) => ({
          kind: 'action' as const,
          label: messages.templates[name],
          icon: FileText,
          onSelect: () => create(name),
        })),
        { kind: 'separator' },
        {
          kind: 'action',
          label: messages.import,
          icon: Upload,
          onSelect: () => chooseFiles(() => router.refresh()),
        },
        { kind: 'action', label: messages.exportAll, icon: Download, onSelect: () => exportDocuments([]) },
      ]}
      trigger={(props) => <IconButton {...props} tone="secondary" icon={ChevronDown} label={messages.moreWays} />}
    />
  )
}
