'use client'
import { clsx } from 'clsx'
import { type ComponentType, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { focusSoon, indexOfFocus } from './list-focus.ts'
import type { DocumentItemsProps } from './virtual-items.tsx'

/**
 * Documents as list items, below each other or as cards beside each other. Of a list that begins long only what shows is
 * drawn, once what draws it is there; one that grows stays as it was. `onEnd` when the last ones are near.
 */
export function DocumentItems({
  long,
  onEnd,
  ...props
}: DocumentItemsProps & { readonly long: boolean; readonly onEnd: () => void }) {
  const Long = useLongItems(long)
  const focused = useRef(-1)
  const { list } = props
  // The items are others then: the one in the place of the one with the focus gets it.
  useLayoutEffect(() => {
    if (Long && focused.current >= 0) focusSoon(list.current, focused.current)
  }, [Long, list])
  return (
    <>
      {Long ? <Long {...props} /> : <AllItems {...props} focused={focused} />}
      <End key={props.items.length} onNear={onEnd} />
    </>
  )
}

/** What draws long lists, once a list of this tab needed it: who comes back to one is not shown all of it first. */
let longItems: ComponentType<DocumentItemsProps> | null = null

/** What draws a long list, null until it is here: few people's lists are long. */
function useLongItems(long: boolean): ComponentType<DocumentItemsProps> | null {
  const [Long, setLong] = useState(() => (long ? longItems : null))
  useEffect(() => {
    if (!long) return
    import('./virtual-items.tsx').then(
      (loaded) => {
        longItems = loaded.VirtualItems
        setLong(() => longItems)
      },
      (error: unknown) => console.error('a long list is drawn whole', error),
    )
  }, [long])
  return Long
}

/** `focused` is told which item has the focus. */
function AllItems({
  label,
  items,
  layout,
  list,
  onKeyDown,
  children,
  focused,
}: DocumentItemsProps & { readonly focused: RefObject<number> }) {
  const isGrid = layout === 'grid'
  return (
    <ul
      ref={list}
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        focused.current = indexOfFocus(target)
      }}
      onBlur={() => {
        focused.current = -1
      }}
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
