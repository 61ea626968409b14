'use client'
import { clsx } from 'clsx'
import { Check, CloudOff, RefreshCw } from 'lucide-react'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Icon, type IconShape } from '#ui/icon.tsx'
import { messages } from './messages.ts'
import { onlyCounts, type SaveState } from './save-state.ts'
import type { SessionFacts } from './session-facts.ts'
import { useSaveState } from './use-save-state.ts'

/** How safe my changes are, in a word or two. Screen readers hear it when it changes. */
export function SaveChip({ facts }: { readonly facts: SessionFacts }) {
  const state = useSaveState(facts)
  const savedAt = useSavedAt(state)
  const { shape, tone } = looks[state.kind]
  const chip = useRef<HTMLParagraphElement>(null)
  useUnsavedCount(chip, facts)
  return (
    <p
      ref={chip}
      role="status"
      aria-live={onlyCounts(state) ? 'off' : 'polite'}
      aria-label={messages.saveStateName}
      title={state.kind === 'saved' && savedAt ? messages.savedAt(savedAt) : undefined}
      className={clsx('flex min-w-0 items-center gap-1 whitespace-nowrap text-xs tabular-nums', tone)}
    >
      {shape ? <Icon shape={shape} className="size-3.5 shrink-0" /> : null}
      <span className="truncate">{messages.saveState(state)}</span>
    </p>
  )
}

/** Notes in the element how many changes are unsaved: exactly, while "Saved" waits so that it does not flicker. Nothing of it shows, so nothing is drawn. */
function useUnsavedCount(element: RefObject<HTMLElement | null>, facts: SessionFacts): void {
  useLayoutEffect(() => {
    const note = () => element.current?.setAttribute('data-unsaved', String(facts.view.unsaved.count))
    note()
    return facts.subscribe(note)
  }, [element, facts])
}

/** The time at which everything was last saved. */
function useSavedAt(state: SaveState): string | null {
  const [time, setTime] = useState<string | null>(null)
  useEffect(() => {
    if (state.kind === 'saved') setTime(new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(new Date()))
  }, [state.kind])
  return time
}

const looks: Record<SaveState['kind'], { readonly shape: IconShape | null; readonly tone: string }> = {
  opening: { shape: null, tone: 'text-text-faint' },
  saved: { shape: Check, tone: 'text-text-faint' },
  saving: { shape: null, tone: 'text-text-faint' },
  slow: { shape: RefreshCw, tone: 'text-warning' },
  reconnecting: { shape: RefreshCw, tone: 'text-warning' },
  offline: { shape: CloudOff, tone: 'text-warning' },
  held: { shape: CloudOff, tone: 'text-warning' },
  unreachable: { shape: CloudOff, tone: 'text-warning' },
  ended: { shape: CloudOff, tone: 'text-danger' },
}
