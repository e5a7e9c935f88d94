import type { PicturesWords } from './pictures.zh-Hant.ts'

export const words = {
  and: ', ',
  asTable: 'As a table',
  nothingDue: 'Nothing was due in this period yet.',
  facts: (name, value) => `${name} ${value}`,
  fromTo: (from, to) => `${from} to ${to}`,
  columns: {
    day: 'Day',
    time: 'Time',
    visited: 'Visited',
    visits: 'Visits',
    spot: 'Checkpoint',
    building: 'Building',
    floor: 'Floor',
  },

  calendar: {
    title: 'Compliance day by day',
    reading: (best, bestShare, worst, worstShare) => `Best: ${best} (${bestShare}). Worst: ${worst} (${worstShare}).`,
    allSame: (share) => `${share} on every day.`,
    clean: (count, total) => `Nothing was missed on ${count} of ${total} days.`,
    open: 'Choose a day to see its visits.',
  },

  matrix: {
    title: 'Every checkpoint, every day',
    reading: (count, total, worst, missed) =>
      `${count} of ${total} checkpoints were missed at least once; the most often ${worst}, ${missed} times.`,
    allWell: (total) => `None of the ${total} checkpoints was missed.`,
    worstOfDay: 'Each cell is the worst visit of the day.',
    keys: 'Arrow keys, Home, End, Page Up and Page Down move about; Enter opens the visits of that checkpoint and day.',
    keysShared: 'Arrow keys, Home, End, Page Up and Page Down move about.',
    find: 'Find a checkpoint',
    order: 'Order',
    orders: { walking: 'As walked', worst: 'Most missed first' },
    noneFound: 'No checkpoint matches.',
    earlier: 'Earlier days',
    later: 'Later days',
    notExpected: 'no round',
  },

  tower: {
    title: 'Floor by floor',
    reading: (place, share, missed) => `Worst: ${place}, ${share}, ${missed} missed.`,
    allWell: 'Nothing was missed on any floor.',
    open: 'Choose a floor to see its checkpoints.',
    missed: (count) => `${count} missed`,
    itself: 'On no floor',
    elsewhere: 'Place not set',
  },

  trend: {
    title: 'Compliance over time',
    ofPeriod: { day: 'This period, by day', week: 'This period, by week', month: 'This period, by month' },
    long: { day: 'Longer, by day', week: 'Longer, by week', month: 'Longer, by month' },
    reading: (first, firstShare, last, lastShare) => `From ${firstShare} (${first}) to ${lastShare} (${last}).`,
    lowest: (when, share) => `Lowest: ${when}, ${share}.`,
    only: (when, share) => `Something was due only once: ${when}, ${share}.`,
    weekOf: (day) => `week from ${day}`,
  },

  hours: {
    title: 'When of the day',
    reading: (from, to, count) => `Most visits come from ${from} to ${to}: ${count}.`,
    none: 'No visits counted in this period.',
    question: 'Could somebody tell when the patrol will come?',
    predictable: (plan, spread) =>
      `${plan}: its rounds begin within about ${spread} of each other, so it can be foreseen.`,
    varied: (plan, spread) =>
      `${plan}: the beginnings of its rounds vary by about ${spread}, so it is hard to foresee.`,
    unknown: (plan) => `${plan}: too few rounds to tell.`,
  },
} satisfies PicturesWords
