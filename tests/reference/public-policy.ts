import type { ConditionMap, Document, OneOrMany, PrincipalMap, Scalar, Statement } from './case.ts';
import { listOf } from './case.ts';

/** R11.19: keys whose fixed value pins a wildcard principal. */
const trusted: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  'aws:userid',
  'aws:principalarn',
  'aws:principalorgpaths',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
]);

/** R11.19: some Allow has a wildcard principal that no fixed value of a trusted key pins. */
export function isPublic(document: Document): boolean {
  return listOf(document.Statement).some((statement) => statement.Effect === 'Allow' && namesEverybody(statement) && !pinned(statement.Condition));
}

function namesEverybody({ Principal: principal, NotPrincipal: notPrincipal }: Statement): boolean {
  if (notPrincipal !== undefined) return true;
  if (typeof principal === 'string') return principal === '*';
  return listOf<string>((principal as PrincipalMap | undefined)?.['AWS'] ?? ([] as OneOrMany<string>)).includes('*');
}

function pinned(condition: ConditionMap | undefined): boolean {
  return Object.entries(condition ?? {}).some(
    ([operator, block]) =>
      /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/.test(operator) &&
      Object.entries(block).some(([key, values]) => trusted.has(key.toLowerCase()) && listOf<Scalar>(values).length > 0 && listOf<Scalar>(values).every((value) => fixed(operator, String(value)))),
  );
}

/** No wildcard and no variable; a range of addresses that is not all too wide. */
function fixed(operator: string, value: string): boolean {
  if (!operator.endsWith('IpAddress')) return !/[*?]|\$\{/.test(value);
  const [address = '', bits] = value.split('/');
  return bits === undefined || Number(bits) >= (address.includes(':') ? 32 : 8);
}
