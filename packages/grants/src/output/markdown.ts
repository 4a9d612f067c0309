import { Role } from '../grantees/role.ts';
import type { Stack } from '../stack.ts';
import type { ConditionBlock, PrincipalBlock } from '../statement/statement.ts';
import { minimise } from '../statement/minimise.ts';
import { accessRows } from './access-row.ts';
import type { AccessRow } from './access-row.ts';

/** Who may do what in a stack, as tables for people: by identity policies, by the policies of resources, and who may be which
 * role. The order does not depend on that of the calls. */
export function toMarkdown(stack: Stack): string {
  const holders = stack.holders.filter(({ mutable }) => mutable);
  const roles = holders.filter((holder) => holder instanceof Role);
  const parts = [
    `# Who may do what: ${inline(stack.name)} in ${stack.account}, ${stack.region}`,
    section('Roles, users and groups', ['Who', 'May', 'On', 'If', 'Granted on'], holders.flatMap((holder) => accessRows(holder.slots).map((row) => [code(holder.label), ...cells(row)]))),
    section('Policies of resources', ['Who', 'May', 'On', 'If', 'Granted on'], stack.resources.flatMap((resource) => accessRows(resource.slots).map((row) => [principalText(row.principal), ...cells(row, resource.arn)]))),
    section('Who may be which role', ['Role', 'Is trusted to', 'If'], roles.flatMap(trustRows)),
    section('Notes', ['Code', 'What'], stack.notes.map(({ code: name, message }) => [code(name), inline(message)])),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const trustRows = (role: Role): readonly (readonly string[])[] => minimise(role.trust).map(({ principal, conditions }) => [code(role.label), principalText(principal), conditionText(conditions)]);

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cellsOf: readonly string[]): string => `| ${cellsOf.join(' | ')} |`;
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param own in the policy of a resource, that resource: what a statement is on that names all, or none */
function cells({ effect, actions, resources, conditions, origin, companion }: AccessRow, own?: string): readonly string[] {
  const may = actions.map(({ levels, names }) => `${levels === '' ? '' : `${levels}: `}${names.map(code).join(' ')}`).join('<br>');
  const granted = origin === undefined ? 'itself' : companion ? `${inline(origin)}, along with it` : inline(origin);
  return [effect === 'Deny' ? `**never** ${may}` : may, (own !== undefined && (resources.length === 0 || resources[0] === '*') ? [own] : resources).map(code).join('<br>'), conditionText(conditions), granted];
}

const conditionText = (conditions: ConditionBlock): string =>
  Object.entries(conditions)
    .flatMap(([operator, keys]) => Object.entries(keys).map(([key, values]) => `${code(key)} ${operator} ${values.map(code).join(' or ')}`))
    .join('<br>');

function principalText(principal: PrincipalBlock | undefined): string {
  if (principal === undefined || principal === '*') return 'everyone';
  return Object.values(principal)
    .flatMap((names) => names.map((name) => (name === '*' ? 'everyone' : code(name))))
    .join('<br>');
}

/** Texts that come from outside stay within their cell, and are read as they are written. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');

const inline = (text: string): string => oneLine(text).replaceAll(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${oneLine(text)}${space}${fence}`;
}
