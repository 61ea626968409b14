/**
 * What can be written down. Triggers do it for everything that changes a row of a permission, a link, a document, an
 * account or a sign-in; what shows in no such row is told with `audit`.
 */
export const auditEventNames = [
  'document_made',
  'document_renamed',
  'document_trashed',
  'document_restored',
  'document_deleted',
  'sharing_lent',
  'sharing_taken_back',
  'access_given',
  'access_changed',
  'access_removed',
  'person_blocked',
  'person_unblocked',
  'person_invited',
  'invitation_withdrawn',
  'invitation_accepted',
  'access_requested',
  'request_declined',
  'link_made',
  'link_changed',
  'link_renewed',
  'link_ended',
  'link_removed',
  'account_made',
  'guest_came',
  'account_disabled',
  'account_enabled',
  'account_deleted',
  'administrator_made',
  'administrator_unmade',
  'email_changed',
  'email_verified',
  'password_changed',
  'password_reset_asked',
  'second_factor_on',
  'second_factor_off',
  'recovery_codes_renewed',
  'provider_connected',
  'provider_disconnected',
  'signed_in',
  'sign_in_ended',
] as const

/** One of `auditEventNames`. */
export type AuditEventName = (typeof auditEventNames)[number]

/** Facts about an event in words that may be shown: never a password, an address of a link, a token, or text of a document. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>
