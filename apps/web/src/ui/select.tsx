import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

/** One choice of a `Select`. */
export type SelectOption<Value extends string> = { readonly value: Value; readonly label: string }

/** Props of `Select`. */
export type SelectProps<Value extends string> = Omit<
  ComponentPropsWithRef<'select'>,
  'id' | 'className' | 'children' | 'value' | 'onChange'
> & {
  readonly label: string
  readonly labelHidden?: boolean | undefined
  readonly options: readonly SelectOption<Value>[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
  readonly className?: string | undefined
}

/** A choice of few, with its label. The platform's own control: a phone shows its own wheel, a screen reader its own list. */
export function Select<Value extends string>({
  label,
  labelHidden,
  options,
  value,
  onChoose,
  className,
  ...rest
}: SelectProps<Value>) {
  return (
    <Field label={label} labelHidden={labelHidden} className={className}>
      {(control) => (
        <div className="relative">
          <select
            {...rest}
            {...control}
            value={value}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value)
              if (chosen) onChoose(chosen.value)
            }}
            className={clsx(
              'h-control w-full appearance-none rounded-control border border-line-strong bg-raised pr-8 pl-2.5 text-sm',
              'pointer-coarse:text-lg focus-visible:-outline-offset-1',
            )}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} className="bg-raised text-text">
                {option.label}
              </option>
            ))}
          </select>
          <Icon
            shape={ChevronDown}
            className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-text-muted"
          />
        </div>
      )}
    </Field>
  )
}
