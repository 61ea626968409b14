/** The words of the public page. */
export const messages = {
  title: 'Write code side by side.',
  lead: 'Tandem is a code editor for several people at once. Open a document, share it, and type at the same time: every keystroke is merged, and kept.',
  signUp: 'Create an account',
  signIn: 'Sign in',
  picture: 'Two people, Mira and Jonas, edit the same TypeScript document. Each caret carries its owner’s name.',
  reasons: [
    {
      title: 'Nothing gets lost',
      text: '“Saved” appears when your change is stored, not before. Lose the connection and keep typing: it catches up by itself.',
    },
    {
      title: 'Your undo is yours',
      text: 'It takes back what you typed, and leaves alone what somebody else wrote in the meantime.',
    },
    {
      title: 'You decide who writes',
      text: 'Add people to edit, or only to watch. Change your mind, and it takes effect at once.',
    },
  ],
  source: 'Open source, MIT licence',
} as const
