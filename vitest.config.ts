import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['packages/**/*.test.{ts,mjs}', 'apps/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['packages/testing/src/database/test-run.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // What is waited for comes at once, except on a machine that does ten things at a time.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    // A machine that stalls for a while may fail a test of real processes once; one that fails twice is broken.
    retry: process.env.CI === 'true' ? 1 : 0,
  },
});
