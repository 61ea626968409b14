/** What the list of leaked passwords leaves out, since those who made it count it by rules: rows, repeats, and words of today. */
const besides: ReadonlySet<string> = new Set(
  `
  123123123 111111111 1111111111 00000000 000000000 0000000000 87654321 987654321 9876543210 12341234 22222222 33333333
  44444444 55555555 66666666 77777777 88888888 99999999 12121212 13131313 21212121 19851985 19871987 abcdefgh aaaaaaaa
  qwertyqwerty zaq1zaq1 p@ssword welcome2024 welcome2025 welcome2026 admin1234 admin12345 root1234 rootroot test12345
  guest123 login123 linkedin dropbox1 adobe123 correcthorsebatterystaple
  `
    .trim()
    .split(/\s+/),
)

let leaked: ReadonlySet<string> | null = null

/**
 * Whether a password is one of the tens of thousands that leaked most often from other sites, and are tried first against every
 * one, however its letters are cased. The list is read when somebody first chooses a password: the collaboration server
 * never needs it.
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  leaked ??= new Set((await import('@zxcvbn-ts/language-common')).dictionary['passwords-common'])
  const plain = password.toLowerCase()
  return besides.has(plain) || leaked.has(plain)
}
