'use client'
import { devicePreferences } from '#lib/device-preferences.ts'
import { defaultPreferences } from '#lib/preferences.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { messages } from './messages.ts'
import { PreferencesForm } from './preferences-form.tsx'

/** The preferences in front of the page, where each choice can be seen at once. Shown as long as it is mounted. */
export default function PreferencesDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={messages.title}
      description={messages.forYou}
      footer={<Button onClick={() => devicePreferences.change(defaultPreferences)}>{messages.reset}</Button>}
    >
      <PreferencesForm />
    </Dialog>
  )
}
