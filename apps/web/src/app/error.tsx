'use client'
import { lazy, Suspense } from 'react'

// Every page carries this file along, and hardly anybody sees what it shows. Where that can't be fetched, the page of
// `global-error.tsx` comes instead.
const FailedPage = lazy(() => import('./failed-page.tsx'))

type Failure = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void }

export default function PageError({ error, retry }: Failure) {
  return (
    <Suspense>
      <FailedPage isBusy={error.digest === 'busy'} retry={retry} />
    </Suspense>
  )
}
