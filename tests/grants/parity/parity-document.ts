import { differences, generalDifferences } from './differences.ts';
import { notCompared } from './not-compared.ts';
import type { GranteeKind } from './parity-case.ts';

const grantees: Readonly<Record<GranteeKind, string>> = { role: 'a role', 'role of another account': 'a role of another account', service: 'a service', account: 'an account', organization: 'an organization' };

const listed = (texts: readonly string[]): string => (texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`);

/** Methods of one class together: `aws-ecr/Repository`: `grantPull`, `grantPush`. */
function named(methods: readonly string[]): string {
  const byClass = Map.groupBy(methods, (method) => method.split('.')[0] ?? '');
  return [...byClass].map(([name, of]) => `${name}: ${of.map((method) => `\`${method.split('.')[1] ?? ''}\``).join(', ')}`).join('; ');
}

/** The tables of docs/grants-parity.md. */
export function parityTables(): { readonly general: string; readonly differences: string; readonly notCompared: string } {
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return {
    general: table(
      ['granted to', 'what differs'],
      [
        ['who has no policies of its own, or is in another account, where the service has no resource policies', generalDifferences.refused],
        ['a role of another account, on something encrypted', generalDifferences.key],
        ['a role whose policies are kept elsewhere', generalDifferences.elsewhere],
      ],
    ),
    differences: table(
      ['methods of CDK', 'granted to', 'what differs'],
      differences.map(({ methods, grantees: kinds, reason }) => [named(methods), listed(kinds.map((kind) => grantees[kind])), reason]),
    ),
    notCompared: table(
      ['methods of CDK', 'why'],
      notCompared.map(({ methods, reason }) => [named(methods), reason]),
    ),
  };
}
