/** Makes the types of the actions and condition keys that `@assent/grants` knows, from the service reference of
 * `@assent/catalog`: names only. Run by hand after the catalog has changed:
 *
 *     node --conditions=@assent/source tools/grant-types/generate.ts */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findService, listGlobalConditionKeys } from '@assent/catalog';
import { grantedServices } from './granted-services.ts';

const quote = (text: string): string => (text.includes('${') ? `\`${text.replaceAll(/\$\{[^}]*\}/g, '${string}')}\`` : `'${text}'`);
const union = (names: readonly string[]): string => (names.length === 0 ? 'never' : [...new Set(names.map(quote))].sort().join(' | '));

const lines = [
  '// Made by tools/grant-types/generate.ts from the service reference of @assent/catalog. Not to be changed by hand.',
  '',
  '/** Condition keys that are not of one service. */',
  `export type GlobalKey =\n  | ${union(listGlobalConditionKeys().map(({ name }) => name)).replaceAll(' | ', '\n  | ')};`,
  '',
  '/** Services, their actions, and the condition keys that each action has besides the global ones. */',
  'export interface ServiceActions {',
];
for (const prefix of grantedServices) {
  const service = findService(prefix);
  if (!service) throw new Error(`no service \`${prefix}\` in the catalog`);
  lines.push(`  readonly '${prefix}': {`);
  for (const name of [...service.actionNames()].sort()) {
    const action = service.action(name);
    const keys = [...(action?.conditionKeys ?? []), ...(action?.resources ?? []).flatMap(({ conditionKeys, resourceType }) => [...conditionKeys, ...resourceType.conditionKeys])];
    lines.push(`    readonly ${name}: ${union(keys.map((key) => key.name).filter((key) => !key.startsWith('aws:')))};`);
  }
  lines.push('  };');
}
lines.push('}', '');
writeFileSync(resolve(import.meta.dirname, '../../packages/grants/src/grant/action-keys.types.ts'), lines.join('\n'));
