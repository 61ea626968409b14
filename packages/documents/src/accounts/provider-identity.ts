/** Who somebody is at another provider, as that provider says; `subject` is theirs there for ever, whatever else changes. */
export type ProviderIdentity = {
  /** Names one provider for ever: where there can be many of a kind, by its own address. */
  readonly provider: string
  readonly subject: string
  readonly email: string | null
  /** Whether the provider says that it knows the address to be theirs. */
  readonly emailVerified: boolean
  readonly name: string
  /** When they signed in there, if it says so: they may have been signed in for days, and come without being asked anything. */
  readonly signedInAt: Date | null
}
