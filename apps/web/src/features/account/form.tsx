import type { ReactNode } from 'react'
import { Button, type ButtonTone } from '#ui/button.tsx'
import { FormError } from './form-error.tsx'
import type { FormState } from './use-form.ts'

/** A form of an account: what went wrong on top, its fields, and the button that sends it. */
export function Form({
  state,
  label,
  pendingLabel = label,
  tone = 'primary',
  button = 'wide',
  beside,
  onInput,
  children,
}: {
  readonly state: FormState
  /** What the button says, and what it says while the answer is on its way. */
  readonly label: string
  readonly pendingLabel?: string
  readonly tone?: ButtonTone
  /** Where the button is: as wide as the form, or at the start or the end of a line, as in dialogs. */
  readonly button?: keyof typeof places
  /** Another button, on the same line. */
  readonly beside?: ReactNode
  readonly onInput?: () => void
  readonly children: ReactNode
}) {
  const { form, problems, pending, submit } = state
  return (
    <form
      ref={form}
      noValidate
      // A form that is sent before its script is there shall not put a password into the address.
      method="post"
      onSubmit={submit}
      onInput={onInput}
      className="flex flex-col gap-4"
    >
      <FormError>{problems.form}</FormError>
      {children}
      <div className={places[button]}>
        {beside}
        <Button type="submit" tone={tone} pending={pending}>
          {pending ? pendingLabel : label}
        </Button>
      </div>
    </form>
  )
}

const places = {
  wide: 'mt-1 flex flex-col',
  start: 'flex',
  end: 'flex flex-wrap justify-end gap-2',
} as const
