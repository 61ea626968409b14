import { CircleAlert } from 'lucide-react'
import { Icon } from '#ui/icon.tsx'

/** What went wrong with the whole form, above its fields. */
export function FormError({ children }: { readonly children: string | undefined }) {
  return (
    <div role="alert" className="empty:hidden">
      {children ? (
        <p className="flex items-start gap-2 rounded-control border border-danger px-3 py-2 text-danger text-sm">
          <Icon shape={CircleAlert} className="mt-0.5 shrink-0" />
          {children}
        </p>
      ) : null}
    </div>
  )
}
