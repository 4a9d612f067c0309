import type { MigrationProvider } from 'kysely/migration';
import { credentials } from './migrations/credentials.ts';
import { federation } from './migrations/federation.ts';
import { first } from './migrations/first.ts';
import { organizations } from './migrations/organizations.ts';
import { reports } from './migrations/reports.ts';
import { resources } from './migrations/resources.ts';

/** All steps, in order; a step that has been released is never changed. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '0001-first': first,
      '0002-organizations': organizations,
      '0003-credentials': credentials,
      '0004-federation': federation,
      '0005-reports': reports,
      '0006-resources': resources,
    }),
};
