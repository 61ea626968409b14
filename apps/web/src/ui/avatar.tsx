import { clsx } from 'clsx'
import { initials } from './initials.ts'

/** Props of `Avatar`. */
export type AvatarProps = {
  readonly name: string
  /** 0 … 23: which of the people colours. */
  readonly hue: number
  readonly size?: 'small' | 'medium' | undefined
  /** Away for a while: half there. */
  readonly faded?: boolean | undefined
  readonly className?: string | undefined
}

/** A person as a disc with initials in their colour. Decoration: say the name beside it or on what surrounds it. */
export function Avatar({ name, hue, size = 'medium', faded = false, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-hue={hue}
      data-initials={initials(name)}
      className={clsx(
        // Drawn, not written: the letters are no text of the control around it, whose name says more.
        'before:content-[attr(data-initials)] inline-flex shrink-0 select-none items-center justify-center rounded-full bg-(--person) font-semibold text-(--person-text) leading-none',
        size === 'medium' ? 'size-7 text-[0.6875rem]' : 'size-5 text-[0.5625rem]',
        faded ? 'opacity-50' : undefined,
        className,
      )}
    />
  )
}
