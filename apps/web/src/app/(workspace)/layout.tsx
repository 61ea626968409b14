import type { ReactNode } from 'react'
import { RememberPerson } from '#features/account/remember-person.tsx'
import { currentUser } from '#server/current-user.ts'

export default async function WorkspaceLayout({ children }: { readonly children: ReactNode }) {
  const user = await currentUser()
  return (
    <>
      {user ? <RememberPerson id={user.id} name={user.name} /> : null}
      {children}
    </>
  )
}
