import { defineConfig } from 'vitest/config'

/** A busy machine is no reason to fail: vitest's own second of waiting is none. */
const PATIENT = { expect: { poll: { timeout: 10_000 } } } as const

/** What needs no browser. A test that hangs is found after half a minute. */
const SMALL = {
  ...PATIENT,
  globalSetup: 'test/support/scratch.ts',
  maxWorkers: 2,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  sequence: { groupOrder: 0 },
} as const

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...SMALL,
          name: 'unit',
          include: ['test/checkpoints/**/*.test.ts', 'test/server/**/*.test.ts'],
          exclude: ['test/server/print/**'],
          // Core and server keep nothing outside what a test builds for itself: each process loads them once.
          isolate: false,
        },
      },
      {
        test: {
          ...SMALL,
          // A page is its globals; and what starts other programs is slowed down by all that its process holds.
          name: 'apart',
          include: ['test/client/**/*.test.{ts,tsx}', 'test/server/print/**/*.test.ts'],
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'e2e',
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
