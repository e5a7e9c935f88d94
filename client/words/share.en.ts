import type { ShareWords } from './share.zh-Hant.ts'

export const words = {
  title: 'Report links',
  lead: 'Lets people without an account, such as the owners’ committee, read the patrol report. Anyone who holds a link can read it until it expires or is taken back. It shows nobody’s name.',
  toReports: 'Back to reports',
  add: 'New link',
  none: 'No report links yet',
  noneText: 'Make a link and hand it to the owners’ committee, who can then read the report of the days you choose.',
  open: 'In use',
  over: 'Over',

  label: 'What it is for',
  labelHint: 'Such as “Owners’ committee, March meeting”. Whoever reads the report sees it too.',
  period: 'Days of the report',
  periodHint: 'This month, last month and the last 30 days are counted from the day on which the link is opened.',
  term: 'Good for',
  terms: { '7': '7 days', '30': '30 days', '90': '90 days', '365': 'one year', own: 'until a day of your choice' },
  lastOn: 'Last day',
  openUntil: (day) => `Can be read until the end of ${day}.`,
  submit: 'Make the link',
  faults: {
    label: 'Say what it is for.',
    from: 'Give the first day.',
    to: (most) => `Give the last day: not before the first, and ${most} days at most.`,
    lastOn: 'Give a day from today to a year ahead.',
  },

  made: (label) => `Link made: ${label}`,
  madeText:
    'This link is shown only here and only once. Copy it now and hand it over. Anyone who gets it can read the report; if it went to the wrong person, take it back.',
  link: 'Link',

  until: (day) => `Good until ${day}`,
  untilAndLeft: (until, left) => `${until}: ${left} left`,
  opened: (count, last) => (count === '1' ? `Opened once, ${last}` : `Opened ${count} times, last ${last}`),
  neverOpened: 'Not opened yet',
  madeBy: (name, day) => `Made by ${name}, ${day}`,
  expired: (day) => `Expired ${day}`,
  takenBack: (name, when) => `Taken back by ${name}, ${when}`,
  takeBack: 'Take back',
  takeBackAsk: 'Take this link back?',
  takeBackText:
    'Whoever holds it can no longer read the report. Files already downloaded stay. It cannot be undone, but you can make a new link.',
  takenBackNow: (label) => `Taken back: ${label}`,

  shared: {
    title: 'Patrol report',
    language: 'Language',
    loading: 'Loading the report…',
    about: (readAt, until) => `As of ${readAt}. This link is good until ${until}. No member of staff is named.`,
    download: 'Download or print',
    fetched: 'The file has been downloaded.',
    tryAgain: 'Try again',
    failures: {
      'no-token': [
        'The link is not complete',
        'Please open it again from the message you received, or paste the whole link into your browser.',
      ],
      unknown: [
        'There is no such report',
        'The link may not be complete. Please open it again from the message you received; if that does not help, ask the management office.',
      ],
      expired: [
        'The link has expired',
        'If you would like to read on, please ask the management office for a new one.',
      ],
      'taken-back': [
        'The link has been taken back',
        'The management office has taken it back. Please ask there if you still need it.',
      ],
      throttled: ['Please wait a little', 'The report was asked for too often. Please try again in fifteen minutes.'],
      offline: ['No connection', 'Please check your network, then try again.'],
      broken: [
        'The report could not be loaded',
        'Please try again later; if that does not help, ask the management office.',
      ],
    },
  },
} satisfies ShareWords
