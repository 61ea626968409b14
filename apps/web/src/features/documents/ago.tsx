'use client'
import { useEffect, useState } from 'react'
import { formatAgo, formatExact } from '#lib/dates.ts'
import { useDrawnBy } from '#lib/use-drawn-by.ts'

const minuteMs = 60_000

/** How long ago something was; keeps up with the clock. `now` is the server's, so that both render the same at first. */
export function Ago({
  at,
  now,
  label = (ago) => ago,
}: {
  readonly at: number
  readonly now: number
  readonly label?: (ago: string) => string
}) {
  const [clock, setClock] = useState(now)
  const drawnBy = useDrawnBy()
  useEffect(() => {
    setClock(Date.now())
    const timer = setInterval(() => setClock(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(at)
  return (
    // Days and times depend on the time zone, which only the browser knows.
    <time key={drawnBy} dateTime={date.toISOString()} title={formatExact(date)} suppressHydrationWarning>
      {label(formatAgo(date, new Date(clock)))}
    </time>
  )
}
