/**
 * Whether following `leader` would make people follow one another in a circle, in which nobody leads. `followed` tells
 * whom each person follows.
 */
export function closesCircle(me: string, leader: string, followed: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>()
  for (let person: string | undefined = leader; person !== undefined && !seen.has(person); ) {
    if (person === me) return true
    seen.add(person)
    person = followed.get(person)
  }
  return false
}

/**
 * Whether it is me who ends a circle that closed because several began at the same time: exactly one of its people does,
 * wherever it is worked out.
 */
export function endsCircle(me: string, leader: string, followed: ReadonlyMap<string, string>): boolean {
  if (!closesCircle(me, leader, followed)) return false
  let greatest = me
  for (let person: string | undefined = leader; person !== undefined && person !== me; person = followed.get(person)) {
    if (person > greatest) greatest = person
  }
  return greatest === me
}
