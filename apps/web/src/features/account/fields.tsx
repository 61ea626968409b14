import { TextField } from '#ui/field.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { messages } from './messages.ts'

type Given = { readonly error: string | undefined; readonly autoFocus?: boolean }

/** The address that somebody signs in with. */
export function EmailField({ error, autoFocus }: Given) {
  return (
    <TextField
      label={messages.email}
      name="email"
      type="email"
      autoComplete="username"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      required
      autoFocus={autoFocus}
      error={error}
    />
  )
}

/** The password that somebody has. */
export function OwnPasswordField({
  error,
  label = messages.password,
}: {
  readonly error: string | undefined
  readonly label?: string
}) {
  return <PasswordField label={label} name="password" autoComplete="current-password" required error={error} />
}

/** A password that somebody chooses. */
export function NewPasswordField({
  error,
  autoFocus,
  label = messages.newPassword,
  name = 'next',
}: Given & { readonly label?: string; readonly name?: string }) {
  return (
    <PasswordField
      label={label}
      name={name}
      autoComplete="new-password"
      required
      autoFocus={autoFocus}
      hint={messages.newPasswordHint}
      error={error}
    />
  )
}

/** A code of a second factor. `digits`: one that a device makes and no other. */
export function CodeField({ error, autoFocus, digits = false }: Given & { readonly digits?: boolean }) {
  return (
    <TextField
      label={messages.code}
      name="code"
      inputMode={digits ? 'numeric' : 'text'}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      required
      autoFocus={autoFocus}
      error={error}
    />
  )
}
