import { Skeleton } from '#ui/skeleton.tsx'

const widths = ['w-1/3', 'w-1/2', 'w-2/5', 'w-3/5', 'w-1/4', 'w-1/2', 'w-1/3']

/** Where the text will be, while it is on its way. */
export function EditorSkeleton() {
  return (
    <div aria-hidden className="absolute inset-0 z-1 flex flex-col gap-3 bg-canvas py-3 pr-4 pl-16">
      {widths.map((width, at) => (
        <Skeleton key={at} className={`h-3 ${width}`} />
      ))}
    </div>
  )
}
