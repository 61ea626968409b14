/**
 * `none`: no element, no run, no serial; what lies before the first and behind the last.
 *
 * Files with hot loops copy it into a constant of their own. Without a bundler an imported binding is read from its module
 * each time it is used, a private constant is compiled in.
 */
export const ends: { readonly none: number } = { none: -1 }
