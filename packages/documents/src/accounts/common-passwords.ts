/**
 * The passwords of at least 8 characters that are tried first against every site, in lower case. Short on purpose: it
 * stops the guesses that succeed most often; the sign-in throttle bounds the rest.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  12345678 123456789 1234567890 123123123 11111111 111111111 1111111111 00000000 000000000 0000000000 87654321
  987654321 9876543210 12341234 123454321 12344321 11223344 112233445566 123456123 123456aa 123456abc 1234abcd
  12345qwert 12345678a 123456789a a123456789 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 1qaz2wsx3edc 22222222 55555555
  66666666 77777777 88888888 99999999 88888888 44444444 33333333 12121212 13131313 21212121 19871987 19851985
  abc12345 abcd1234 abcdefgh aa123456 aaaaaaaa qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345
  qwer1234 q1w2e3r4 q1w2e3r4t5 qwertyqwerty asdfghjk asdfghjkl asdfasdf asdf1234 zxcvbnm1 zaq12wsx zaq1zaq1 zxcvbnm123
  password password1 password12 password123 password1234 password! passw0rd p@ssw0rd p@ssword pa55word passwort
  passwort1 mypassword passpass changeme changeme1 letmein1 letmein123 welcome1 welcome123 welcome2024 welcome2025
  iloveyou iloveyou1 iloveyou2 ilovegod lovelove sunshine sunshine1 princess princess1 football football1 baseball
  baseball1 basketball superman superman1 batman123 spiderman starwars pokemon1 trustno1 whatever computer internet
  michelle jennifer jessica1 jonathan danielle elizabeth alexander victoria samantha charlie1 michael1 jordan23
  liverpool chelsea1 arsenal1 manchester barcelona juventus corvette mercedes ferrari1 mustang1 midnight butterfly
  chocolate cocacola strawberry blink182 metallica nirvana1 dragon12 dragon123 monkey123 master123 shadow123 killer123
  admin123 admin1234 admin12345 administrator root1234 rootroot test1234 test12345 testtest testing123 guest123
  secret123 default1 temp1234 login123 access14 hello123 hellohello freedom1 samsung1 google123 facebook linkedin
  dropbox1 adobe123 photoshop minecraft fuckyou1 asshole1 fuckyou2
  correcthorsebatterystaple tandem123 tandemtandem
  `
    .trim()
    .split(/\s+/),
)
