import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parityTables } from './parity-document.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/grants-parity.md'), 'utf8');

it.each(Object.entries(parityTables()))('docs/grants-parity.md tells the %s', (_name, table) => {
  expect(page).toContain(`\n\n${table}\n`);
});
