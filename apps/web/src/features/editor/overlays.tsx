'use client'
import { type ReactNode, Suspense } from 'react'

/** What can stand in front of the text: one at a time. */
export type Overlay = 'preferences'

/** The pages of others that stand in front of the text. Each is drawn while it is open and says when it is to go. */
export type OverlayPages = { readonly preferences: (close: () => void) => ReactNode }

/** Draws what stands in front of the text. */
export function Overlays({
  open,
  onOpen,
  pages,
}: {
  readonly open: Overlay | null
  readonly onOpen: (overlay: Overlay | null) => void
  readonly pages: OverlayPages
}) {
  const close = () => onOpen(null)
  return <Suspense>{open === 'preferences' ? pages.preferences(close) : null}</Suspense>
}
