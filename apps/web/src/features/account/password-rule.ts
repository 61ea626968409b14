/** What the server asks of a new password, so that the form can say it first. */
export const minPasswordCharacters = 8
