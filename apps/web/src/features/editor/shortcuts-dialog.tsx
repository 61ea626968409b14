'use client'
import { isMac, keyName } from '#lib/key-names.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { commandGroupNames, commandNames } from './command-names.ts'
import { commandsByGroup } from './commands-by-group.ts'
import { laterMessages } from './later-messages.ts'

/** Every command that has a key, and what is worth knowing about keys. Shown as long as it is mounted. */
export default function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const mac = isMac()
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={laterMessages.shortcuts}
      description={laterMessages.shortcutsHint}
      className="sm:w-[40rem]!"
    >
      <ul className="mb-5 flex list-disc flex-col gap-1 pl-4 text-pretty text-sm text-text-muted">
        {laterMessages.shortcutTraps.map((trap) => (
          <li key={trap}>{trap}</li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing else here takes the focus, by which the keyboard scrolls it */}
      <section aria-label={laterMessages.shortcuts} tabIndex={0} className="gap-x-8 sm:columns-2">
        {commandsByGroup(true, mac).map(({ group, commands }) => (
          <section key={group} aria-labelledby={`keys-${group}`} className="mb-5 break-inside-avoid">
            <h3 id={`keys-${group}`} className="mb-1 text-sm text-text-muted">
              {commandGroupNames[group]}
            </h3>
            <dl className="text-sm">
              {commands
                .filter(({ keys }) => keys.length > 0)
                .map(({ name, keys }) => (
                  <div key={name} className="flex items-baseline justify-between gap-3 py-0.5">
                    <dt className="min-w-0">{commandNames[name]}</dt>
                    <dd className="shrink-0 whitespace-nowrap text-right">
                      {keys.map((key, at) => (
                        <span key={key}>
                          {at > 0 ? <span className="px-1 text-text-faint text-xs">{laterMessages.or}</span> : null}
                          <Kbd>{keyName(key, mac)}</Kbd>
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  )
}
