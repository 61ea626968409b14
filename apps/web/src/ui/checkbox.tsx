import { type ReactNode, useId } from 'react'

/** Props of `Checkbox`. */
export type CheckboxProps = {
  readonly label: string
  /** One sentence below the label. */
  readonly hint?: ReactNode
  readonly checked: boolean
  readonly onCheck: (checked: boolean) => void
}

/** Something that is on or off, with its label. */
export function Checkbox({ label, hint, checked, onCheck }: CheckboxProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onCheck(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-6"
      />
      <div className="min-w-0 text-sm pointer-coarse:pt-1">
        <label htmlFor={id} className="block font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-text-faint">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  )
}
