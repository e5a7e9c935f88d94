import type { NewsWords } from './news.zh-Hant.ts'

export const words = {
  bell: 'Messages',
  bellUnread: (count) => `Messages, ${count} unread`,
  title: 'Messages',
  home: 'Home',
  toSettings: 'Settings',
  unread: (count) => `${count} unread`,
  allRead: 'All read',
  markAll: 'Mark all as read',
  markThese: 'Mark these as read',
  several: (name: string, count: string) => `${name}: ${count}`,
  marked: 'All marked as read.',
  undo: 'Undo',
  isNew: 'Unread',
  number: (number) => `#${number}`,
  by: (name) => `by ${name}`,
  today: 'Today',
  yesterday: 'Yesterday',
  none: 'No messages yet',
  noneText:
    'When something moves in a problem that concerns you, or its time runs out, it is said here. You can also be told through this browser or by e-mail.',
  newest: (count) => `Only the newest ${count} are shown.`,
  loading: 'Loading…',
  stale: (time) => `Could not be refreshed. This is how it was at ${time}.`,
  notLoaded: 'Could not be loaded',
  tryAgain: 'Try again',

  alarm: {
    label: 'Emergency',
    title: (spot) => `Emergency: ${spot}`,
    since: (ago, number) => `#${number} · reported ${ago}, nobody is on it yet`,
    take: 'I am on it',
    open: 'Look',
    sound: 'Turn on sound',
  },
} satisfies NewsWords
