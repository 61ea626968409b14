'use client'
import { useCallback, useState } from 'react'
import { devicePreferences } from '#lib/device-preferences.ts'

/** What stands beside the text. `asked`: the person opened it just now, and goes on in it; otherwise it is as they left it. */
export type Panel = { readonly name: 'properties'; readonly asked: boolean }

/** Where the panel is a sheet over the text, as in the style sheet: there it would hide what somebody came for. */
const sheet = '(width < 40rem)'

/** The panel beside the text, open or not as it was last on this device. Draw it in the browser only: a server knows no device. */
export function usePanel(): {
  readonly panel: Panel | null
  readonly togglePanel: () => void
  readonly closePanel: () => void
} {
  const [panel, setPanel] = useState<Panel | null>(() =>
    devicePreferences.get().panelOpen && !matchMedia(sheet).matches ? { name: 'properties', asked: false } : null,
  )
  const show = useCallback((open: boolean) => {
    setPanel(open ? { name: 'properties', asked: true } : null)
    if (!matchMedia(sheet).matches) devicePreferences.change({ panelOpen: open })
  }, [])
  const isOpen = panel !== null
  const togglePanel = useCallback(() => show(!isOpen), [show, isOpen])
  const closePanel = useCallback(() => show(false), [show])
  return { panel, togglePanel, closePanel }
}
