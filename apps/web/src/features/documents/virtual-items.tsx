'use client'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useState } from 'react'
import type { DocumentSummary } from './document-summary.ts'
import { indexOfFocus } from './list-focus.ts'

/** What is drawn as items of a list, a short one or a long one. */
export type DocumentItemsProps = {
  readonly label: string
  readonly items: readonly DocumentSummary[]
  readonly layout: 'list' | 'grid'
  readonly list: RefObject<HTMLUListElement | null>
  readonly onKeyDown: (event: KeyboardEvent<HTMLUListElement>) => void
  readonly children: (document: DocumentSummary) => ReactNode
}

/** Heights in CSS pixels, as short lists have them: a line, one of two lines where there is no room for columns, a card. */
const heights = { line: 44, twoLines: 60, card: 188 }
/** What a card needs. */
const cardWidth = 208
/** Lines beyond the screen that are there: what the arrow keys go to. */
const overscan = 12

/** A long list, of which only what shows is drawn, each at its place. Never on the server: places are inline styles. */
export function VirtualItems({ label, items, layout, list, onKeyDown, children }: DocumentItemsProps) {
  const { columns, top, isWide } = useMeasures(list, layout)
  const height = layout === 'grid' ? heights.card : isWide ? heights.line : heights.twoLines
  // What has the focus stays, wherever one scrolls.
  const [focused, setFocused] = useState(-1)
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    lanes: columns,
    overscan: overscan * columns,
    scrollMargin: top,
    estimateSize: () => height,
    getItemKey: (index) => items[index]?.id ?? index,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return focused < 0 || focused >= items.length || shown.includes(focused) ? shown : [...shown, focused]
    },
  })
  // What was measured for another layout is not true any more.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height, columns])
  return (
    <ul
      ref={list}
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setFocused(indexOfFocus(target))}
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, start, lane, key }) => {
        const document = items[index]
        return document ? (
          <li
            key={key}
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="absolute"
            style={{ top: start - top, height, left: `${(100 * lane) / columns}%`, width: `${100 / columns}%` }}
          >
            {children(document)}
          </li>
        ) : null
      })}
    </ul>
  )
}

/** How many columns there is room for, and where the list begins on the page. */
function useMeasures(list: RefObject<HTMLUListElement | null>, layout: 'list' | 'grid') {
  const [measures, setMeasures] = useState({ columns: 1, top: 0, isWide: true })
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => {
      const { width, top: shownAt } = element.getBoundingClientRect()
      const columns = layout === 'grid' ? Math.max(1, Math.floor(width / cardWidth)) : 1
      const isWide = window.matchMedia('(min-width: 64rem)').matches
      const top = shownAt + window.scrollY
      setMeasures((known) =>
        known.columns === columns && known.top === top && known.isWide === isWide ? known : { columns, top, isWide },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [list, layout])
  return measures
}
