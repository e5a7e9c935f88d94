import type { RouteWords } from './route.zh-Hant.ts'

export const words = {
  title: 'Route',
  open: 'Show the route',
  home: 'Home',
  gone: 'This round is not on the phone. It will come with the next connection.',
  left: (time: string) => `${time} left`,
  graceLeft: (time: string) => `late, ${time} left`,
  hours: (hours: string, minutes: string) => `${hours} h ${minutes} min`,
  minutes: (minutes: string) => `${minutes} minutes`,
  opens: (time: string) => `opens at ${time}`,
  closed: 'over',
  order: { free: 'In any order', advised: 'Please keep to the order', strict: 'Keep to the order' },
  gap: (seconds: string) => `At least ${seconds} seconds between two spots`,
  here: 'Next',
  outOfService: (reason: string) => `Out of service: ${reason}`,
  doneLeg: (count: string) => `${count} done`,
  scan: 'Scan',
  week: 'The next seven days',
  nothing: 'No rounds',
  rounds: (count: string) => `${count} rounds`,
  updated: (when: string) => `As of ${when}`,
  outOfTurn: (next: string) =>
    `This round is walked in order, and “${next}” comes next. You may visit that one first; going on is fine too, and the supervisor will see it.`,
  scanNext: 'Visit the next one first',
} satisfies RouteWords
