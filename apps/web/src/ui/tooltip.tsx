'use client'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

const delayMs = 400
const gap = 6
const edge = 8

/**
 * Words that appear after a moment's hover, or at once with keyboard focus. The child is one element that already has a
 * name; set `describes` when the words add something to it, so that screen readers get them too.
 * Hand-made rather than a library: it needs no more than this, and every page carries it.
 */
export function Tooltip({
  content,
  describes = false,
  children,
}: {
  readonly content: ReactNode
  readonly describes?: boolean
  readonly children: ReactNode
}) {
  const anchor = useRef<HTMLSpanElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [open, setOpen] = useState(false)
  const id = useId()

  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!describes) return
    const child = anchor.current?.firstElementChild
    child?.setAttribute('aria-describedby', id)
    return () => child?.removeAttribute('aria-describedby')
  }, [describes, id])

  const hide = () => {
    clearTimeout(timer.current)
    setOpen(false)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches the control inside it
    <span
      ref={anchor}
      className="contents"
      onPointerEnter={(event) => {
        if (event.pointerType === 'touch') return
        clearTimeout(timer.current)
        timer.current = setTimeout(() => setOpen(true), delayMs)
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) setOpen(true)
      }}
      onBlur={hide}
      onKeyDown={hide}
    >
      {children}
      {describes ? (
        <span id={id} className="sr-only">
          {content}
        </span>
      ) : null}
      {open ? <Bubble anchor={anchor.current}>{content}</Bubble> : null}
    </span>
  )
}

function Bubble({ anchor, children }: { readonly anchor: HTMLElement | null; readonly children: ReactNode }) {
  const bubble = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const around = anchor?.firstElementChild?.getBoundingClientRect()
    const self = bubble.current
    if (!around || !self) return
    const { width, height } = self.getBoundingClientRect()
    const below = around.bottom + gap
    const top = below + height + edge > window.innerHeight ? around.top - gap - height : below
    const centred = around.left + around.width / 2 - width / 2
    self.style.top = `${Math.round(top)}px`
    self.style.left = `${Math.round(Math.max(edge, Math.min(centred, window.innerWidth - width - edge)))}px`
  }, [anchor])
  return createPortal(
    <div
      ref={bubble}
      aria-hidden
      className="pointer-events-none fixed top-0 left-0 z-(--z-tooltip) wrap-anywhere max-w-64 animate-appear rounded-control bg-text px-2 py-1 text-canvas text-xs forced-colors:border"
    >
      {children}
    </div>,
    document.body,
  )
}
