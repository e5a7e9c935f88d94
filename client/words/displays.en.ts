import type { DisplayWords } from './displays.zh-Hant.ts'

export const words = {
  title: 'Displays',
  back: 'Back to labels',
  lead: 'An old tablet or an electronic paper in a lobby can be a display: a fresh code every 30 seconds. A photo of it is out of date within a minute, so it proves more than a printed label.',
  pair: 'Pair a display',
  none: 'No displays yet',
  noneText: 'Open the display page on a tablet and type the code that you get here.',
  numbered: (number) => `Display ${number}`,
  paired: (when, by) => `Paired ${when} by ${by}`,
  seen: (ago) => `Last online: ${ago}`,
  clockAhead: (span) =>
    `Its clock is about ${span} ahead. Its codes are corrected while it is online; please set its time to automatic.`,
  clockBehind: (span) =>
    `Its clock is about ${span} behind. Its codes are corrected while it is online; please set its time to automatic.`,
  inUse: 'In use',
  revoked: 'Taken out of use',
  revokedBy: (when, by, reason) => `Taken out of use ${when} by ${by}: ${reason}`,
  revoke: 'Take out of use',
  revokeAsk: 'Take this display out of use?',
  revokeText:
    'It shows no code once it has been online. Phones that are up to date refuse its codes; visits from other phones are marked doubtful. This cannot be undone; to use it again, pair it again.',
  revokedNow: (spot) => `The display at ${spot} is out of use.`,
  reason: 'Reason',
  reasonHint: 'For example: tablet lost, replaced.',
  reasonMissing: 'Please write down the reason.',
  spot: 'At which checkpoint',
  chooseSpot: 'Please choose',
  spotMissing: 'Please choose a checkpoint.',
  getCode: 'Get a code',
  onTablet: "Open this in the tablet's browser",
  thenType: 'Then type this code',
  until: (time) => `The code works once, until ${time}.`,
  waiting: 'Waiting for the tablet…',
  done: 'Paired. The display is showing its code.',
  finish: 'Done',

  tablet: {
    title: 'Pair this display',
    lead: 'Ask the admin for a pairing code. Once it is typed in, this tablet shows the live code of that spot, and needs no network for it.',
    code: 'Pairing code',
    codeHint: '8 letters or digits and a check character, such as 7F3K-9QXB-M',
    codeMissing: 'Please type the code.',
    codeWrong: 'The code is not right. Please compare each character.',
    submit: 'Pair',
    language: 'Language',
    forgotten: 'The server no longer knows this display. Please pair it again.',
    noStore:
      'This browser cannot keep a signing key, so it cannot be a display. Please use an ordinary window or another browser.',
    revokedTitle: 'This display is out of use',
    revokedText:
      'It shows no code any more. Please scan the label at the spot; to use the display again, pair it again.',
    pairAgain: 'Pair again',
    clockLostTitle: 'The clock is wrong, so no code is shown',
    clockLostText:
      "This tablet's clock went back. Please connect it once, or set the time right and open this page again.",
    clockOff: (span) =>
      `The tablet's clock is off by about ${span}; the code is corrected. Please set its time to automatic.`,
    symbol: (spot) => `Live QR code of ${spot}`,
  },
} satisfies DisplayWords
