'use client'
import { isMac, keyName } from '#lib/key-names.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { messages } from './messages.ts'

/** What the keys do on the dashboard, by the names of its messages. */
const keys: readonly { readonly does: keyof typeof messages.keys.does; readonly keys: readonly string[] }[] = [
  { does: 'find', keys: ['Mod-k', 'F1', '/'] },
  { does: 'walk', keys: ['ArrowUp', 'ArrowDown'] },
  { does: 'ends', keys: ['Home', 'End'] },
  { does: 'open', keys: ['Enter'] },
  { does: 'select', keys: ['Space'] },
  { does: 'selectRange', keys: ['Shift-Space'] },
  { does: 'selectAll', keys: ['Mod-a'] },
  { does: 'selectNone', keys: ['Escape'] },
  { does: 'rename', keys: ['F2'] },
  { does: 'trash', keys: ['Delete'] },
  { does: 'keys', keys: ['?'] },
]

/** Every key of the dashboard. Shown as long as it is mounted. */
export default function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const mac = isMac()
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={messages.keys.title}>
      <dl className="text-sm">
        {keys.map(({ does, keys }) => (
          <div key={does} className="flex items-baseline justify-between gap-3 py-0.5">
            <dt className="min-w-0">{messages.keys.does[does]}</dt>
            <dd className="flex shrink-0 gap-1.5">
              {keys.map((key) => (
                <Kbd key={key}>{keyName(key, mac)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
