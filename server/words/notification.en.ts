import type { NotificationWords } from './notification.zh-Hant.ts'

export const words = {
  number: (number) => `#${number}`,
  subject: (estate, news, spot) => `${estate}: ${news} (${spot})`,
  subjectMany: (estate, count) => `${estate}: ${count} messages about problems`,
  lead: (news, number, spot) => `${news}: ${number} ${spot}`,
  leadMany: (count) => `There are ${count} messages about problems.`,
  since: (time) => `Time: ${time}`,
  emergency: 'Please see to it at once. This is repeated until somebody presses “I am on it”.',
  line: (time, news, number, spot) => `${time} ${news}: ${number} ${spot}`,
  open: 'Open the problem',
  openMany: 'Open the messages',
  openNote: 'You will be asked to sign in.',
  why: (name) =>
    `You get this mail because ${name} chose this address for messages about problems. When and how can be changed under Settings.`,
  unsubscribe: 'Stop these mails',
  test: {
    title: 'Test message',
    body: 'This is a test. If you can read it, all is set up well.',
    open: 'Open the settings',
  },
} satisfies NotificationWords
