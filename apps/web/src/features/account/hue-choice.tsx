'use client'
import { hueCount } from '@tandem/protocol'
import { messages } from './messages.ts'

/** One of the people colours, or the automatic one (null). */
export function HueChoice({
  hue,
  onChoose,
}: {
  readonly hue: number | null
  readonly onChoose: (hue: number | null) => void
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{messages.color}</legend>
      <div className="flex flex-wrap items-center gap-1">
        <label className="mr-1 flex h-control cursor-pointer items-center rounded-control border border-line-strong px-2.5 text-sm has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-focus has-checked:bg-accent-soft pointer-coarse:h-11">
          <input type="radio" name="hue" className="sr-only" checked={hue === null} onChange={() => onChoose(null)} />
          {messages.automaticColor}
        </label>
        {Array.from({ length: hueCount }, (_, each) => (
          <label
            key={messages.colorNumber(each + 1)}
            data-hue={each}
            title={messages.colorNumber(each + 1)}
            className="flex size-7 cursor-pointer items-center justify-center rounded-full border-2 border-transparent has-checked:border-text has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 pointer-coarse:size-11"
          >
            <input
              type="radio"
              name="hue"
              className="sr-only"
              aria-label={messages.colorNumber(each + 1)}
              checked={hue === each}
              onChange={() => onChoose(each)}
            />
            <span aria-hidden className="size-5 rounded-full bg-(--person) forced-color-adjust-none" />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
