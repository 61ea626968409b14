import type { LucideIcon } from 'lucide-react'

/** One of lucide's icons, as this kit accepts them. */
export type IconShape = LucideIcon

/** An icon at the one size and stroke of the interface. Decoration only: the control around it carries the name. */
export function Icon({ shape: Shape, className }: { readonly shape: IconShape; readonly className?: string }) {
  return <Shape aria-hidden size={16} strokeWidth={1.5} absoluteStrokeWidth className={className ?? 'shrink-0'} />
}
