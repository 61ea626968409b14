'use client'
import { lazy, Suspense } from 'react'

// Every page carries this file along, and hardly anybody sees what it shows. Where that can't be fetched, the page of
// `global-error.tsx` comes instead.
const FailedPage = lazy(() => import('./failed-page.tsx'))

export default function PageError({ retry }: { readonly retry: () => void }) {
  return (
    <Suspense>
      <FailedPage retry={retry} />
    </Suspense>
  )
}
