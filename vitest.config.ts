import { defineConfig } from 'vitest/config';

// Packages run from their sources: the same export condition that the `assent` command adds in a clone.
const conditions = ['@assent/source', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tests/**/*.test.ts', 'tools/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The default leaves one core idle, which on two cores is half of them.
    maxWorkers: '100%',
  },
});
