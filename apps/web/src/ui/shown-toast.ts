/** Something that happened where the eye is not. */
export type ToastOptions = {
  readonly message: string
  readonly tone?: 'neutral' | 'success' | 'danger'
  readonly action?: { readonly label: string; readonly onAction: () => void }
  /** How long it stays. Longer by itself when there is something to press. */
  readonly durationMs?: number
}

/** A toast that is on show. */
export type ShownToast = ToastOptions & { readonly id: number }
