/** A session in the document, as far as it matters for who is here. */
export type PresentSession = {
  readonly key: number
  readonly user: { readonly id: string; readonly name: string }
  readonly role: string
  readonly activity: 'active' | 'idle'
  /** When they came or last moved; null when that is not known. */
  readonly changedAt: number | null
  /** The id of the person whom it follows. */
  readonly following: string | null
}

/** `editing`: may write and moved lately; `viewing`: looks on; `idle`: away, on every device. */
export type PersonState = 'editing' | 'viewing' | 'idle'

/** Somebody who is here, once, however many devices they are on. */
export type Present<S extends PresentSession = PresentSession> = {
  readonly userId: string
  readonly name: string
  readonly isMe: boolean
  readonly devices: number
  readonly state: PersonState
  readonly followsMe: boolean
  readonly isFollowed: boolean
  /** Their session that moved last; null for me, when I have none besides this one. */
  readonly latest: S | null
}

/** How long after their last move somebody counts as editing. */
const editingForMs = 10_000

/**
 * Who is here: those whom I follow or who follow me first, then those who moved last, me last. Those who are at it just now are in
 * the order in which they came: they would change places with every key. `followed`: whom I follow.
 */
export function peopleOf<S extends PresentSession>(
  self: { readonly user: { readonly id: string; readonly name: string } } | null,
  sessions: readonly S[],
  now: number,
  followed: string | null,
): readonly Present<S>[] {
  const byUser = new Map<string, S[]>()
  for (const session of sessions) byUser.set(session.user.id, [...(byUser.get(session.user.id) ?? []), session])
  const mine = self ? (byUser.get(self.user.id) ?? []) : []
  const others = [...byUser]
    .filter(([userId]) => userId !== self?.user.id)
    .map(([userId, theirs]) => ({
      ...presentOf(userId, theirs, now),
      followsMe: theirs.some(({ following }) => following !== null && following === self?.user.id),
      isFollowed: userId === followed,
    }))
    .sort((a, b) => closeness(b) - closeness(a) || recency(b.latest, now) - recency(a.latest, now))
  if (!self) return others
  const me: Present<S> = {
    userId: self.user.id,
    name: self.user.name,
    isMe: true,
    devices: mine.length + 1,
    state: 'viewing',
    followsMe: false,
    isFollowed: false,
    latest: latestOf(mine),
  }
  return [...others, me]
}

/** Whom I follow comes before those who follow me. */
function closeness({ followsMe, isFollowed }: Pick<Present, 'followsMe' | 'isFollowed'>): number {
  return (isFollowed ? 2 : 0) + (followsMe ? 1 : 0)
}

/** What orders people by their last move. */
function recency(latest: PresentSession | null, now: number): number {
  const at = latest?.changedAt ?? 0
  return now - at < editingForMs ? now : at
}

function presentOf<S extends PresentSession>(
  userId: string,
  sessions: readonly S[],
  now: number,
): Omit<Present<S>, 'followsMe' | 'isFollowed'> {
  const active = sessions.filter(({ activity }) => activity === 'active')
  const latest = latestOf(active.length > 0 ? active : sessions)
  const editing = active.some(
    ({ role, changedAt }) =>
      (role === 'owner' || role === 'editor') && changedAt !== null && now - changedAt < editingForMs,
  )
  return {
    userId,
    name: latest?.user.name ?? '',
    isMe: false,
    devices: sessions.length,
    state: active.length === 0 ? 'idle' : editing ? 'editing' : 'viewing',
    latest,
  }
}

function latestOf<S extends PresentSession>(sessions: readonly S[]): S | null {
  return sessions.reduce<S | null>(
    (last, session) => (last && (last.changedAt ?? 0) >= (session.changedAt ?? 0) ? last : session),
    null,
  )
}
