import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { apiModel } from '@assent/catalog';
import { describe, expect, it } from 'vitest';
import { findService } from '../../packages/server/src/dispatch/service.ts';
import { differences, notServed } from './operation-differences.ts';

const file = join(resolve(import.meta.dirname, '../..'), 'docs/operations.md');
const services = ['iam', 'sts', 'organizations'] as const;
const titles = { iam: 'IAM', sts: 'STS', organizations: 'Organizations' };
const declared = (service: (typeof services)[number]): readonly string[] => Object.keys(apiModel(service).operations).sort();
const served = (service: (typeof services)[number]): readonly string[] => Object.keys(findService(service)?.operations ?? {}).sort();

/** The page, from the models, from what is served, and from the tables beside this test. */
function page(): string {
  const parts = services.map((service) => {
    const rows = declared(service).map((operation) => {
      const name = `${service}:${operation}`;
      const reason = notServed[name];
      return `| ${operation} | ${reason === undefined ? 'served' : 'not served'} | ${reason ?? differences[name] ?? ''} |`;
    });
    return `## ${titles[service]}\n\n${served(service).length} of ${declared(service).length}.\n\n| operation | state | where it differs from AWS, and why |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  const head =
    '# Operations\n\nEvery operation of the three API models, and where it differs from AWS. What holds for all of them is in\n' +
    '[Where we differ from AWS](aws-differences.md). This page is written by a test (`ASSENT_WRITE_DOCS=1 npx vitest run\ntests/documents/operations.test.ts`) from the tables beside it.\n\n';
  return head + parts.join('\n');
}

describe('the operations of the models', () => {
  it.each(services)('of %s are served, all but those that are named with a reason', (service) => {
    const missing = declared(service).filter((operation) => !served(service).includes(operation));
    const named = Object.keys(notServed).flatMap((name) => (name.startsWith(`${service}:`) ? [name.slice(service.length + 1)] : []));
    expect(missing).toEqual(named.sort());
  });

  it.each(services)('of %s are all that is served', (service) => {
    expect(served(service).filter((operation) => !declared(service).includes(operation))).toEqual([]);
  });

  it('have differences that are about one of them', () => {
    const known = services.flatMap((service) => declared(service).map((operation) => `${service}:${operation}`));
    expect([...Object.keys(differences), ...Object.keys(notServed)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('stand on their page as they are', () => {
    if (process.env['ASSENT_WRITE_DOCS'] === '1') writeFileSync(file, page());
    expect(readFileSync(file, 'utf8')).toBe(page());
  });
});
