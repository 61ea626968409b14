import { FormError } from './form-error.tsx'
import { providerErrors, signInFailed } from './messages.ts'

/** What to say on the sign-in page when somebody comes back from another provider without a session. */
export function ProviderProblem({ code }: { readonly code: string | readonly string[] | undefined }) {
  if (code === undefined) return null
  const known = Object.entries(providerErrors).find(([each]) => each === code)
  return (
    <div className="mb-4">
      <FormError>{known?.[1] ?? signInFailed}</FormError>
    </div>
  )
}
