import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/checkpoints/**/*.test.ts', 'test/server/**/*.test.ts'],
          globalSetup: 'test/support/scratch.ts',
          maxWorkers: 2,
          // Core and server keep nothing outside what a test builds for itself: each process loads them once.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'client',
          include: ['test/client/**/*.test.ts', 'test/client/**/*.test.tsx'],
          globalSetup: 'test/support/scratch.ts',
          maxWorkers: 2,
          // A page is its globals: each file gets its own.
          pool: 'threads',
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
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
