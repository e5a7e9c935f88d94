import type { MailWords } from './mail.zh-Hant.ts'

const visitsDue = (due: string) => (due === '1' ? '1 visit was due' : `${due} visits were due`)

export const words = {
  subject: (estate, kind, period, result) => `${estate}, ${kind.toLowerCase()} ${period}: ${result}`,
  result: {
    gaps: (count) => (count === '1' ? '1 gap' : `${count} gaps`),
    none: 'no gaps',
    nothingDue: 'nothing was due',
    undecided: 'no result yet',
  },
  lead: {
    nothingDue: (period) => `${period}: no visits were due.`,
    undecided: (period, open) => `${period}: ${visitsDue(open)}, no result yet.`,
    allVisited: (period, due) => `${period}: ${visitsDue(due)}, all made, no gaps.`,
    noGapsYet: (period, due) => `${period}: ${visitsDue(due)}, no gaps so far.`,
    gaps: (period, due, gaps, names) =>
      `${period}: ${visitsDue(due)}, ${gaps} ${gaps === '1' ? 'was' : 'were'} missed: ${names}.`,
    others: (names) => `${names} and others`,
    join: ', ',
    open: (count) => ` ${count} more have no result yet.`,
  },
  named: (spot, when) => `${spot} (${when})`,
  range: (from, to) => `${from} to ${to}`,
  before: (period) => `Before (${period})`,
  thisPeriod: 'This period',
  figures: 'Figures',
  count: (count) => count,
  nobodyDue: 'nothing was due',
  section: (name, count) => `${name}: ${count}`,
  more: (count) => `${count} more, see the report.`,
  when: 'Round',
  time: 'Time',
  spot: 'Checkpoint',
  lastVisit: 'Last visit',
  never: 'never visited',
  question: 'Question',
  firstVisit: 'First visit',
  nobody: 'nobody came',
  planned: (plan, when) => `${when} ${plan}`,
  open: 'Open the report',
  openNote: 'You will be asked to sign in.',
  attached: 'Attached: the same report as PDF and XLSX.',
  notAttached: 'The attachments could not be made; please download them from the report.',
  why: (estate, kind, by) => `You get this mail because ${by} set up a ${kind.toLowerCase()} of ${estate} for you.`,
  unsubscribe: 'Stop these mails',
} satisfies MailWords
