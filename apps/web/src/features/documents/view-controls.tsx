'use client'
import { LayoutGrid, List } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '#ui/icon-button.tsx'
import { Select } from '#ui/select.tsx'
import { toast } from '#ui/toast.tsx'
import { saveListViewAction } from './actions.ts'
import { sorts, type View } from './listed-query.ts'
import { messages } from './messages.ts'

/** How a list is looked at: selected all of it, its order, its layout. The last two are remembered. */
export function ViewControls({
  view,
  sortable,
  onSort,
  onLayout,
  selected,
  all,
  onSelectAll,
}: {
  readonly view: View
  readonly sortable: boolean
  /** The new order is remembered: the list can be loaded in it. */
  readonly onSort: () => void
  readonly onLayout: (layout: View['layout']) => void
  readonly selected: number
  readonly all: boolean
  readonly onSelectAll: () => void
}) {
  const [sort, setSort] = useState(view.sort)
  const save = async (next: View, then: () => void) => {
    const result = await saveListViewAction(next).catch(() => null)
    if (result?.ok) then()
    else toast({ tone: 'danger', message: result?.message ?? messages.unreachable })
  }
  const layouts = [
    { layout: 'list', icon: List, label: messages.asList },
    { layout: 'grid', icon: LayoutGrid, label: messages.asGrid },
  ] as const
  return (
    <div className="flex items-center gap-3 px-3 pb-2">
      {/* The label makes the target as large as a finger, as that of a row's box does. */}
      <label className="relative -m-2 flex p-2 pointer-coarse:-m-3 pointer-coarse:p-3">
        <input
          type="checkbox"
          aria-label={messages.selectAll}
          checked={all}
          ref={(element) => {
            if (element) element.indeterminate = selected > 0 && !all
          }}
          onChange={onSelectAll}
          className="size-4 accent-accent pointer-coarse:size-5"
        />
      </label>
      <div className="grow" />
      {sortable ? (
        <Select
          label={messages.sortBy}
          labelHidden
          options={sorts.map((value) => ({ value, label: messages.sorts[value] }))}
          value={sort}
          onChoose={(next) => {
            setSort(next)
            void save({ ...view, sort: next }, onSort)
          }}
          className="w-44"
        />
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent */}
      <div role="group" aria-label={messages.layout} className="flex">
        {layouts.map(({ layout, icon, label }) => (
          <IconButton
            key={layout}
            icon={icon}
            label={label}
            aria-pressed={view.layout === layout}
            tone={view.layout === layout ? 'secondary' : 'quiet'}
            onClick={() => {
              onLayout(layout)
              void save({ sort, layout }, () => {})
            }}
          />
        ))}
      </div>
    </div>
  )
}
