import type { MigrationProvider } from 'kysely/migration';
import { credentials } from './migrations/credentials.ts';
import { first } from './migrations/first.ts';

/** All steps, in order; a step that has been released is never changed. */
export const migrations: MigrationProvider = {
  getMigrations: () => Promise.resolve({ '0001-first': first, '0003-credentials': credentials }),
};
