'use client'
import { X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react'
import { IconButton } from './icon-button.tsx'
import { messages } from './messages.ts'

/** Between these a panel can be made as wide as one likes, in CSS pixels: what is in it stays legible, and so does the text. */
const panelWidths = { least: 240, most: 640, step: 20 } as const

/** Props of `SidePanel`. */
export type SidePanelProps = {
  readonly title: string
  /** Whether somebody who opened it goes on in it. */
  readonly takesFocus: boolean
  readonly onClose: () => void
  /** In CSS pixels. */
  readonly width: number
  readonly onResize: (width: number) => void
  readonly children: ReactNode
}

/** A panel at the right of what one works on, as wide as its edge is drawn; on phones a sheet over its lower part. Esc closes it. */
export function SidePanel({ title, takesFocus, onClose, width, onResize, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  // A phone's sheet may cover what opened it.
  useEffect(() => {
    if (takesFocus) panel.current?.focus({ preventScroll: true })
  }, [takesFocus])
  const resize = (next: number) => onResize(Math.max(panelWidths.least, Math.min(panelWidths.most, Math.round(next))))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: panelWidths.step, ArrowRight: -panelWidths.step }[event.key]
    if (step === undefined) return
    event.preventDefault()
    resize(width + step)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right ?? window.innerWidth
    resize(right - event.clientX)
  }
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={title}
      style={{ width }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
      className="z-(--z-panel) flex focus-visible:outline-none flex-col border-line bg-surface max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[60dvh] max-sm:animate-rise max-sm:rounded-t-panel max-sm:border-t max-sm:pb-[env(safe-area-inset-bottom)] max-sm:shadow-dialog max-sm:w-auto! sm:relative sm:max-w-[60vw] sm:shrink-0 sm:border-l"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a rule can't be moved */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={messages.panelWidth}
        aria-valuenow={width}
        aria-valuemin={panelWidths.least}
        aria-valuemax={panelWidths.most}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={onPointerMove}
        className="absolute inset-y-0 -left-1 z-1 w-2 cursor-col-resize touch-none hover:bg-pressed focus-visible:-outline-offset-2 max-sm:hidden"
      />
      <header className="flex shrink-0 items-center justify-between gap-2 py-1.5 pr-1.5 pl-4">
        <h2 className="truncate font-semibold text-base">{title}</h2>
        <IconButton icon={X} label={messages.close} size="small" onClick={onClose} />
      </header>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-6">{children}</div>
    </aside>
  )
}
