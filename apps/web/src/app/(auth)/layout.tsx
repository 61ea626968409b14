import type { ReactNode } from 'react'
import { PlainPage } from '#features/brand/plain-page.tsx'

export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return <PlainPage className="mx-auto w-full max-w-[23rem] px-4 pt-[8vh] pb-16">{children}</PlainPage>
}
