import Link from 'next/link'
import type { ReactNode } from 'react'
import { AskForProof } from '#features/account/ask-for-proof.tsx'
import { AdminNav } from '#features/admin/admin-nav.tsx'
import { messages } from '#features/admin/messages.ts'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { messages as documentMessages } from '#features/documents/messages.ts'
import { paths } from '#lib/paths.ts'
import { requireAdministrator } from '#server/require-administrator.ts'

export default async function AdminLayout({ children }: { readonly children: ReactNode }) {
  const user = await requireAdministrator()
  return (
    <PlainPage className="mx-auto w-full max-w-3xl px-4 pb-24">
      <h1 className="font-semibold text-2xl tracking-[-0.022em]">{messages.title}</h1>
      <AdminNav />
      <AskForProof userId={user.id} returnTo={paths.admin}>
        {children}
      </AskForProof>
      <p className="mt-10">
        <Link href={paths.documents} className="link">
          {documentMessages.toDocuments}
        </Link>
      </p>
    </PlainPage>
  )
}
