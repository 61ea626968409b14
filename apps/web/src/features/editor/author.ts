/** A person who wrote with a replica of the document. */
export type Author = { readonly replica: number; readonly userId: string; readonly name: string }
