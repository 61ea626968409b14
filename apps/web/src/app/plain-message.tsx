import type { ReactNode } from 'react'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { EmptyPicture } from '#features/documents/empty-picture.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

/** A page that says why there is nothing to see, and where to go instead. */
export function PlainMessage({
  title,
  action,
  below,
  children,
}: {
  readonly title: string
  readonly action: ReactNode
  /** What stands under it, by itself. */
  readonly below?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <PlainPage>
      <EmptyState heading="h1" title={title} picture={<EmptyPicture />} action={action}>
        {children}
      </EmptyState>
      {below}
    </PlainPage>
  )
}
