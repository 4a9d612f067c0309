/** Makes the table of service-linked roles of `@assent/catalog` from a table of recorded answers.
 *
 *     node tools/service-linked-roles/generate.ts --table FILE
 *
 * FILE is a JSON object with `source` and `roles`, each with `servicePrincipal`, `roleName`, `customSuffixAllowed`,
 * `attachedPolicyArn` and, where it is known, `defaultDescription`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServiceLinkedRoleTable } from '../../packages/catalog/src/service-linked-roles/service-linked-role.ts';

interface RecordedTable {
  readonly source: string;
  readonly roles: readonly {
    readonly servicePrincipal: string;
    readonly roleName: string;
    readonly customSuffixAllowed: boolean;
    readonly attachedPolicyArn: string;
    readonly defaultDescription?: string;
  }[];
}

const { values } = parseArgs({ options: { table: { type: 'string' } } });
if (values.table === undefined) {
  process.stderr.write('usage: node tools/service-linked-roles/generate.ts --table FILE\n');
  process.exit(2);
}
const recorded = JSON.parse(readFileSync(values.table, 'utf8')) as RecordedTable;
const table: ServiceLinkedRoleTable = {
  source: recorded.source,
  date: new Date().toISOString().slice(0, 10),
  roles: [...recorded.roles]
    .sort((a, b) => (a.servicePrincipal < b.servicePrincipal ? -1 : 1))
    .map(({ servicePrincipal, roleName, customSuffixAllowed, attachedPolicyArn, defaultDescription }) => [
      servicePrincipal,
      roleName,
      attachedPolicyArn,
      customSuffixAllowed,
      ...(defaultDescription === undefined ? ([] as const) : ([defaultDescription] as const)),
    ]),
};
const file = resolve(import.meta.dirname, '../../packages/catalog/data/service-linked-roles.json');
writeFileSync(file, `${JSON.stringify(table).replaceAll('],[', '],\n[')}\n`);
