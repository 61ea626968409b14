import type { MailContent } from '#server/mail/compose-mail.ts'

type Content = Omit<MailContent, 'to'>

/** What mails about sharing say. */
export const mails = {
  invitation({
    inviter,
    title,
    message,
    url,
    hasAccount,
  }: {
    inviter: string
    title: string
    message: string
    url: string
    hasAccount: boolean
  }): Content {
    const what = `${inviter} shared the document “${title}” with you on Tandem.`
    const note = message === '' ? [] : [`${inviter} writes:`, ...message.split(/\n{2,}/)]
    if (hasAccount)
      return {
        subject: `${inviter} shared “${title}” with you`,
        paragraphs: [what, ...note],
        action: { label: 'Open the document', url },
        footer: 'You get this because somebody shared a document with your account.',
      }
    return {
      subject: `${inviter} invites you to “${title}”`,
      paragraphs: [what, ...note, 'It opens once you have signed up with this e-mail address and confirmed it.'],
      action: { label: 'Sign up', url },
      footer: 'The invitation is good for 14 days. If you don’t know who sent it, do nothing: nobody learns anything.',
    }
  },
  request({ asker, title, message, url }: { asker: string; title: string; message: string; url: string }): Content {
    const note = message === '' ? [] : [`${asker} writes:`, ...message.split(/\n{2,}/)]
    return {
      subject: `${asker} asks for access to “${title}”`,
      paragraphs: [`${asker} asks for access to your document “${title}” on Tandem.`, ...note],
      action: { label: 'Answer in the share dialog', url },
      footer: 'You get this because you own the document. If you don’t know who asks, decline, or block them.',
    }
  },
  approval({ owner, title, url }: { owner: string; title: string; url: string }): Content {
    return {
      subject: `You have access to “${title}”`,
      paragraphs: [`${owner} gave you the access to “${title}” that you asked for.`],
      action: { label: 'Open the document', url },
      footer: 'You get this because you asked for access.',
    }
  },
} as const
