import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { personAttributes } from '#lib/page-person.ts'
import { themeAttributes, themeCookieName, themeOf } from '#lib/theme.ts'
import { currentUser } from '#server/current-user.ts'
import { Toaster } from '#ui/toast.tsx'
import { ThemeFollower } from './theme-follower.tsx'

export const metadata: Metadata = {
  title: { default: 'Tandem', template: '%s · Tandem' },
  description: 'A code editor for several people at once.',
  applicationName: 'Tandem',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfdfd' },
    { media: '(prefers-color-scheme: dark)', color: '#101416' },
  ],
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookieName)?.value)
  // Without a database there are pages that say so, and who looks at them is nobody.
  const user = await currentUser().catch(() => null)
  return (
    <html lang="en" {...themeAttributes(theme)} {...personAttributes(user?.id ?? null)}>
      <body>
        {children}
        <ThemeFollower />
        <Toaster />
      </body>
    </html>
  )
}
