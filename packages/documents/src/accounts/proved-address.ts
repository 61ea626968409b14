/**
 * SQL that gives an e-mail address as it is, but where `verifiedOnly` holds nobody's, which is empty, in place of one that its
 * person has not shown to be theirs. One that is proved stays so, so what follows may lock the person afterwards.
 */
export function provedAddress(email: string, verifiedOnly: string): string {
  return `CASE WHEN NOT ${verifiedOnly} OR EXISTS (
      SELECT FROM "user" u WHERE u.email = ${email} AND u.email_verified IS NOT NULL
    ) THEN ${email} ELSE '' END`
}
