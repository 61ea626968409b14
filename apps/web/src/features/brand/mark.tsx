/** The mark: two carets back to back, one a line below the other. Together they are a T. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className ?? 'size-5'}>
      <path className="fill-accent" d="M1.5 3.2c0-.66.54-1.2 1.2-1.2H9v13.8H6.4V4.9H2.7c-.66 0-1.2-.54-1.2-1.2z" />
      <path
        data-hue="2"
        className="fill-(--person)"
        d="M18.5 5.4c0-.66-.54-1.2-1.2-1.2H11V18h2.6V7.1h3.7c.66 0 1.2-.54 1.2-1.2z"
      />
    </svg>
  )
}
