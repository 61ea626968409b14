import { Skeleton } from '#ui/skeleton.tsx'

const widths = ['w-48', 'w-64', 'w-40', 'w-56', 'w-44', 'w-52']

/** Where the rows will be. */
export function DocumentListSkeleton() {
  return (
    <div aria-hidden className="lg:mt-8">
      {widths.map((width) => (
        <div key={width} className="flex min-h-14 items-center border-line border-b pl-3 lg:min-h-11">
          <Skeleton className={`h-3.5 max-w-full ${width}`} />
        </div>
      ))}
    </div>
  )
}
