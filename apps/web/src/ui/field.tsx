import { clsx } from 'clsx'
import { CircleAlert } from 'lucide-react'
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { Icon } from './icon.tsx'

/** What the control inside a field must carry, so that label, hint and error belong to it. */
export type FieldControl = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

type FieldProps = {
  readonly label: string
  /** The label is for screen readers only: the place already says what goes here. */
  readonly labelHidden?: boolean | undefined
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly className?: string | undefined
}

/** A label, a control, a hint and an error that belong together. The error takes the hint's place and is announced. */
export function Field({
  label,
  labelHidden = false,
  hint,
  error,
  className,
  children,
}: FieldProps & { readonly children: (control: FieldControl) => ReactNode }) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'font-medium text-sm'}>
        {label}
      </label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': error ? true : undefined })}
      {/* Always there, so that a screen reader notices when words arrive. */}
      <div
        id={`${id}-note`}
        aria-live="polite"
        className={clsx('text-sm empty:hidden', error ? 'text-danger' : 'text-text-faint')}
      >
        {error ? (
          <span className="flex items-start gap-1.5">
            <Icon shape={CircleAlert} className="mt-px shrink-0" />
            {error}
          </span>
        ) : (
          hint
        )}
      </div>
    </div>
  )
}

/** Props of `TextField`. */
export type TextFieldProps = Omit<ComponentPropsWithRef<'input'>, 'id' | 'className' | 'children'> &
  FieldProps & {
    /** Stands inside the right edge of the box. */
    readonly after?: ReactNode
  }

/** One line of text with its label. */
export function TextField({ label, labelHidden, hint, error, className, after, ...input }: TextFieldProps) {
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={error} className={className}>
      {(control) => (
        <div className="relative">
          <input type="text" {...input} {...control} className={clsx(inputClass, after ? 'pr-10' : undefined)} />
          {after ? <div className="absolute inset-y-0 right-0 flex items-center pr-0.5">{after}</div> : null}
        </div>
      )}
    </Field>
  )
}

/** The box of a text control. 16 px under a finger, or phones zoom the page when it takes focus. */
export const inputClass = clsx(
  'h-control w-full min-w-0 rounded-control border border-line-strong bg-raised px-2.5 text-base pointer-coarse:text-lg',
  'placeholder:text-text-faint aria-invalid:border-danger focus-visible:-outline-offset-1 disabled:opacity-60',
)
