'use client'
import './style-nonce.ts'
import { Command, defaultFilter } from 'cmdk'
import { Dialog as Primitive } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { closeOnEscape } from './close-on-escape.ts'
import { FoundLine, type FoundLineProps } from './found-line.tsx'
import { Kbd } from './kbd.tsx'

/** One line of a palette. */
export type PaletteItem = {
  /** Unlike that of every other item. */
  readonly id: string
  readonly label: string
  /** Lines of a text in which it was found, shown below its label. */
  readonly lines?: readonly FoundLineProps[] | undefined
  /** The keys that do the same, for people to read. */
  readonly keys?: string | undefined
  /** Acts when the palette is gone and the focus is back where it was. */
  readonly onChoose: () => void
}

/** Lines under one heading. */
type PaletteGroup = { readonly title: string; readonly items: readonly PaletteItem[] }

/** Props of `CommandPalette`. */
export type CommandPaletteProps = {
  readonly label: string
  readonly placeholder: string
  /** What is said when nothing is found. */
  readonly empty: string
  readonly groups: readonly PaletteGroup[]
  /** What a search finds besides, above everything else. */
  readonly answer?: ((search: string) => PaletteItem | null) | undefined
  /** What is found elsewhere for a search, each with its heading. What has no answer yet is not shown. */
  readonly more?: readonly MoreFound[] | undefined
  /** Gives what was typed between the key that asked for the palette and its coming. */
  readonly takeTyped: () => string
  readonly onClose: () => void
}

/** Looks elsewhere for what a search finds. Where that fails, the palette says so: `failed`. */
export type MoreFound = {
  readonly title: string
  readonly failed: string
  readonly find: (search: string) => Promise<readonly PaletteItem[]>
}

const nothingMore: readonly MoreFound[] = []

/** Nobody waits for what each key finds elsewhere: asked is when typing rests. */
const restMs = 150

/** Everything that can be done, found by typing. Shown as long as it is mounted; on phones over the whole width. */
export function CommandPalette({
  label,
  placeholder,
  empty,
  groups,
  answer,
  more = nothingMore,
  takeTyped,
  onClose,
}: CommandPaletteProps) {
  const chosen = useRef<() => void>(undefined)
  const [before] = useState(() => document.activeElement)
  const [search, setSearch] = useState('')
  const choose = (item: PaletteItem) => {
    chosen.current = item.onChoose
    onClose()
  }
  const found = answer?.(search.trim()) ?? null
  const items = useMore(more, search.trim())
  const shown = more.flatMap(({ title }, at) => {
    const found = items[at]
    return found && found !== 'failed' && found.length > 0 ? [{ title, found }] : []
  })
  // The same sentence once, however many could not be asked; and only to who asked for something.
  const failing = search.trim() === '' ? [] : more.filter((_, at) => items[at] === 'failed')
  const failures = [...new Set(failing.map(({ failed }) => failed))]
  const list = useRef<HTMLDivElement>(null)
  const [selected, setSelected] = useState('')
  const arrived = items.filter((answer) => answer !== null).length
  // What comes from elsewhere comes after the first line was chosen, of the others or of none: Enter takes what is seen first.
  // For whoever searches, what comes stands below what is chosen.
  useEffect(() => {
    const lines = [...(list.current?.querySelectorAll('[cmdk-item]') ?? [])]
    const isChosen = lines.some((line) => line.getAttribute('data-selected') === 'true')
    if (isChosen && search.trim() !== '') return
    setSelected(lines[0]?.getAttribute('data-value') ?? '')
  }, [arrived, search])
  const elsewhere = shown.map(({ title, found }) => (
    <Command.Group key={title} heading={title} forceMount className={groupClass}>
      {found.map((item) => (
        <Line key={item.id} item={item} always onChoose={choose} />
      ))}
    </Command.Group>
  ))
  return (
    <Primitive.Root open onOpenChange={(open) => open || onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-(--z-dialog) animate-appear bg-overlay" />
        <Primitive.Content
          aria-describedby={undefined}
          onKeyDown={closeOnEscape(onClose)}
          // Behind its picture: something may be in the field already.
          onOpenAutoFocus={() => {
            const typed = takeTyped()
            if (typed !== '') setSearch(typed)
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (before instanceof HTMLElement) before.focus({ preventScroll: true })
            chosen.current?.()
          }}
          className="fixed inset-x-2 top-2 z-(--z-dialog) animate-rise overflow-hidden rounded-panel border border-line bg-raised shadow-dialog focus:outline-none sm:inset-x-auto sm:top-[12vh] sm:left-1/2 sm:w-[36rem] sm:-translate-x-1/2"
        >
          <Primitive.Title className="sr-only">{label}</Primitive.Title>
          <Command label={label} loop value={selected} onValueChange={setSelected} filter={byLabel}>
            <Command.Input
              value={search}
              onValueChange={setSearch}
              placeholder={placeholder}
              className="block h-11 w-full border-line border-b bg-transparent px-4 text-base placeholder:text-text-faint focus-visible:outline-none pointer-coarse:text-lg"
            />
            <Command.List
              ref={list}
              label={label}
              className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5 text-sm"
            >
              {/* It counts what is filtered here, and not what is found elsewhere. */}
              {elsewhere.length === 0 && failures.length === 0 && (!items.includes(null) || groups.length > 0) ? (
                <Command.Empty className="px-2.5 py-3 text-text-muted">{empty}</Command.Empty>
              ) : null}
              {found ? (
                <Command.Group forceMount>
                  <Line item={found} always onChoose={choose} />
                </Command.Group>
              ) : null}
              {search.trim() === '' ? elsewhere : null}
              {bestFirst(groups, search).map(({ title, items }) => (
                <Command.Group key={title} heading={title} className={groupClass}>
                  {items.map((item) => (
                    <Line key={item.id} item={item} onChoose={choose} />
                  ))}
                </Command.Group>
              ))}
              {search.trim() === '' ? null : elsewhere}
              {failures.map((failed) => (
                <p key={failed} role="alert" className="px-2.5 py-3 text-danger">
                  {failed}
                </p>
              ))}
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** How well a line fits: by what people read of it. Its id is no word of theirs. */
const byLabel = (id: string, search: string, labels: readonly string[] = [id]) =>
  defaultFilter(labels.join(' '), search)

/** The group with the line that fits best goes first. cmdk sorts the lines within each. */
function bestFirst(groups: readonly PaletteGroup[], search: string): readonly PaletteGroup[] {
  if (search.trim() === '') return groups
  const best = ({ items }: PaletteGroup) => Math.max(...items.map(({ label }) => defaultFilter(label, search)))
  return groups
    .map((group) => ({ group, fit: best(group) }))
    .sort((a, b) => b.fit - a.fit)
    .map(({ group }) => group)
}

const groupClass =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-text-faint [&_[cmdk-group-heading]]:text-xs'

type Found = readonly PaletteItem[] | 'failed'

/**
 * What is found elsewhere, once typing rests; null until then. What was found for another search could be chosen by
 * mistake.
 */
function useMore(more: readonly MoreFound[], search: string): readonly (Found | null)[] {
  const [found, setFound] = useState<{
    readonly search: string
    readonly items: ReadonlyMap<MoreFound, Found>
  }>({ search, items: new Map() })
  useEffect(() => {
    let wanted = true
    const add = (from: MoreFound, items: Found) => {
      if (!wanted) return
      setFound((known) => ({ search, items: new Map(known.search === search ? known.items : []).set(from, items) }))
    }
    const ask = () => {
      for (const from of more) {
        from.find(search).then(
          (items) => add(from, items),
          () => add(from, 'failed'),
        )
      }
    }
    const timer = setTimeout(ask, search === '' ? 0 : restMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [more, search])
  return more.map((from) => (found.search === search ? (found.items.get(from) ?? null) : null))
}

function Line({
  item,
  always = false,
  onChoose,
}: {
  readonly item: PaletteItem
  /** Shown whatever is searched. */
  readonly always?: boolean
  readonly onChoose: (item: PaletteItem) => void
}) {
  return (
    <Command.Item
      value={item.id}
      keywords={[item.label]}
      forceMount={always}
      onSelect={() => onChoose(item)}
      className="flex min-h-control-sm items-center justify-between gap-3 rounded-control px-2.5 data-[selected=true]:bg-hover forced-colors:data-[selected=true]:outline-2 forced-colors:data-[selected=true]:outline-solid forced-colors:data-[selected=true]:-outline-offset-2"
    >
      <span className="min-w-0 grow">
        <span className="block truncate">{item.label}</span>
        {item.lines?.map((line) => (
          <FoundLine key={line.line} {...line} />
        ))}
      </span>
      {item.keys ? (
        <span className="shrink-0 pointer-coarse:hidden">
          <Kbd>{item.keys}</Kbd>
        </span>
      ) : null}
    </Command.Item>
  )
}
