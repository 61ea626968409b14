'use client'
import { clsx } from 'clsx'
import { useEffect, useRef, useState } from 'react'
import { type DocumentItemsProps, VirtualItems } from './virtual-items.tsx'

/**
 * Documents as list items, below each other or as cards beside each other. Of a long list only what shows is drawn, once the
 * browser is there; which of the two it is stays as it was, so that nothing is taken from under the focus. `onEnd` when
 * the last ones are near.
 */
export function DocumentItems({
  long,
  onEnd,
  ...props
}: DocumentItemsProps & { readonly long: boolean; readonly onEnd: () => void }) {
  const [mounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  return (
    <>
      {long && mounted ? <VirtualItems {...props} /> : <AllItems {...props} />}
      <End key={props.items.length} onNear={onEnd} />
    </>
  )
}

function AllItems({ label, items, layout, list, onKeyDown, children }: DocumentItemsProps) {
  const isGrid = layout === 'grid'
  return (
    <ul
      ref={list}
      aria-label={label}
      onKeyDown={onKeyDown}
      className={clsx(isGrid && 'grid grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))] px-1.5 md:px-0')}
    >
      {items.map((document, index) => (
        <li key={document.id} data-index={index} className={isGrid ? 'h-47' : 'h-15 lg:h-11'}>
          {children(document)}
        </li>
      ))}
    </ul>
  )
}

/** The end of what is loaded: tells when it comes near the screen. */
function End({ onNear }: { readonly onNear: () => void }) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = end.current
    if (!element) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onNear(), { rootMargin: '800px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [onNear])
  return <div ref={end} />
}
