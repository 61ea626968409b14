/** A person with an account, as the account's owner sees it. */
export type Account = { readonly id: string; readonly email: string; readonly name: string }
