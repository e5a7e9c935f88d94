import { defineConfig } from 'vitest/config'

/** A busy machine is no reason to fail: vitest's own second of waiting is none. */
const PATIENT = { expect: { poll: { timeout: 10_000 } } } as const

/** What needs no browser. A test that hangs is found after half a minute. */
const SMALL = {
  ...PATIENT,
  globalSetup: 'test/support/scratch.ts',
  // One more than the smallest machine has cores: a third of what a server's tests take is waiting for it.
  maxWorkers: 3,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  sequence: { groupOrder: 0 },
} as const

/**
 * Each in a process of its own. A page is its globals and goes on until the process ends; and what starts other programs is
 * slowed down by all that its process holds.
 */
const APART = ['test/client/**/*.page.test.ts', 'test/server/print/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...SMALL,
          name: 'unit',
          include: ['test/{checkpoints,server,client}/**/*.test.{ts,tsx}'],
          exclude: APART,
          // They keep nothing outside what a test builds for itself: each process loads what they share once.
          isolate: false,
        },
      },
      {
        test: {
          ...SMALL,
          name: 'apart',
          include: APART,
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'e2e',
          globalSetup: 'test/support/scratch.ts',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Much of their time is waiting: for a window to close, for a page to settle.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'screenshots',
          include: ['test/screenshots/**/*.shots.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
