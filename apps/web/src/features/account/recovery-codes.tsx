'use client'
import { downloadText } from '#lib/download.ts'
import { Button } from '#ui/button.tsx'
import { messages } from './messages.ts'

/** The codes that open the account without the device; shown this once. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        <h3 className="font-medium">{messages.recoveryTitle}</h3>
        <p className="mt-1 text-pretty text-sm text-text-muted">{messages.recoveryText}</p>
      </div>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => downloadText(messages.recoveryFile, `${codes.join('\n')}\n`)}>
          {messages.downloadCodes}
        </Button>
        <Button tone="primary" onClick={onDone}>
          {messages.done}
        </Button>
      </div>
    </div>
  )
}
