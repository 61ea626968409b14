'use client'
import type { Session } from '@tandem/client'
import { devicePreferences } from '#lib/device-preferences.ts'
import type { Result } from '#lib/result.ts'
import { usePreferences } from '#lib/use-preferences.ts'
import { SidePanel } from '#ui/side-panel.tsx'
import type { Author } from './author.ts'
import { laterMessages } from './later-messages.ts'
import { OwnProperties } from './own-properties-list.tsx'
import type { SessionFacts } from './session-facts.ts'
import { SettingFields } from './setting-fields.tsx'
import { usePropertyAuthors } from './use-property-authors.ts'
import { useFact } from './use-session.ts'
import type { SharedSettings } from './use-settings.ts'

/** Props of the properties panel. */
export type PropertiesPanelProps = {
  readonly session: Session
  readonly facts: SessionFacts
  readonly settings: SharedSettings
  readonly writable: boolean
  readonly findAuthors: () => Promise<Result<{ authors: readonly Author[] }>>
  /** Whether the person opened it just now, and goes on in it. */
  readonly asked: boolean
  readonly onClose: () => void
}

/** What the document is, apart from its text: the same for everybody, and changed by whoever may write. */
export default function PropertiesPanel({
  session,
  facts,
  settings,
  writable,
  findAuthors,
  asked,
  onClose,
}: PropertiesPanelProps) {
  const { panelWidth } = usePreferences()
  const self = useFact(facts, (view) => view.self)
  const authorOf = usePropertyAuthors(session, facts, findAuthors)
  const changedBy = (property: string): string | null => {
    const author = authorOf(property)
    if (author === null) return null
    return author.userId === self?.user.id ? laterMessages.changedByMe : laterMessages.changedBy(author.name)
  }
  return (
    <SidePanel
      title={laterMessages.properties}
      takesFocus={asked}
      onClose={onClose}
      width={panelWidth}
      onResize={(width) => devicePreferences.change({ panelWidth: width })}
    >
      <p className="mb-4 text-pretty text-sm text-text-muted">{laterMessages.propertiesHint}</p>
      <SettingFields settings={settings} writable={writable} changedBy={changedBy} />
      <OwnProperties session={session} facts={facts} writable={writable} changedBy={changedBy} />
    </SidePanel>
  )
}
