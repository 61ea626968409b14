import { clsx } from 'clsx'
import { AvatarPicture } from './avatar-picture.tsx'
import { initials } from './initials.ts'

/** Props of `Avatar`. */
export type AvatarProps = {
  readonly name: string
  /** 0 … 23: which of the people colours. */
  readonly hue: number
  /** Where their picture is; what is see-through in it, or does not come, leaves the initials. */
  readonly picture?: string | undefined
  readonly size?: 'small' | 'medium' | 'large' | undefined
  /** Away for a while: half there. */
  readonly faded?: boolean | undefined
  readonly className?: string | undefined
}

/** A person as a disc with their initials, or their picture, in their colour. Decoration: say the name beside it or on what surrounds it. */
export function Avatar({ name, hue, picture, size = 'medium', faded = false, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-hue={hue}
      data-initials={initials(name)}
      className={clsx(
        // Drawn, not written: the letters are no text of the control around it, whose name says more.
        'relative before:content-[attr(data-initials)] inline-flex shrink-0 select-none items-center justify-center rounded-full bg-(--person) font-semibold text-(--person-text) leading-none',
        sizes[size],
        faded ? 'opacity-50' : undefined,
        className,
      )}
    >
      {picture ? <AvatarPicture key={picture} address={picture} /> : null}
    </span>
  )
}

const sizes = {
  small: 'size-5 text-[0.5625rem]',
  medium: 'size-7 text-[0.6875rem]',
  large: 'size-16 text-xl',
} as const
