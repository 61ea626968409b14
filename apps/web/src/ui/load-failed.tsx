import { Button } from './button.tsx'

/** What a part of a page says that could not be loaded, with the way to try again. */
export function LoadFailed({
  message,
  again,
  onAgain,
}: {
  readonly message: string
  /** What the button says. */
  readonly again: string
  readonly onAgain: () => void
}) {
  return (
    <div role="alert" className="flex items-center justify-between gap-3 py-2 text-sm">
      <p className="text-danger">{message}</p>
      <Button size="small" onClick={onAgain}>
        {again}
      </Button>
    </div>
  )
}
