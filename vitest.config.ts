import { defineConfig } from 'vitest/config';

const report = process.env.VITEST_JSON_FILE;

// eslint-disable-next-line no-restricted-syntax -- vitest reads its configuration from a default export
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // CI counts the tests from this file.
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
