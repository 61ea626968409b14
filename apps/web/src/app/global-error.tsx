'use client'
import './globals.css'
import { failedMessages } from './failed-messages.ts'

/** When even the layout around every page failed. Nothing of the kit: every page carries this along, and anything may be what failed. */
export default function GlobalError({ retry }: { readonly retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{failedMessages.title}</title>
        <main role="alert" className="mx-auto max-w-sm px-4 py-24 text-center">
          <h1 className="font-semibold text-lg">{failedMessages.title}</h1>
          <p className="mt-1 text-pretty text-text-muted">{failedMessages.text}</p>
          <button
            type="button"
            className="mt-5 h-control rounded-control bg-accent px-3 font-medium text-accent-text text-sm"
            onClick={retry}
          >
            {failedMessages.tryAgain}
          </button>
        </main>
      </body>
    </html>
  )
}
