import type { ConditionEntry } from '../document/document.ts';
import { parseOperatorName } from '../document/operator-name.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';
import type { PolicySet } from './policy-set.ts';

/** Keys whose fixed value pins a statement to callers that are known (R11.19). */
const pinningKeys: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgpaths',
  'aws:sourceorgpaths',
  'aws:userid',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
]);

const pinningOperators: ReadonlySet<string> = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike', 'IpAddress']);

const known = new WeakMap<PolicySet, boolean>();

/** Whether a bucket policy is public (R11.19): a statement allows everybody, and no condition pins who that is. */
export function isPublicPolicy(set: PolicySet): boolean {
  let result = known.get(set);
  if (result === undefined) known.set(set, (result = set.policies.some(({ statements }) => statements.some(isPublicStatement))));
  return result;
}

function isPublicStatement({ statement, effect }: CompiledStatement): boolean {
  const { principal, conditions } = statement;
  if (effect !== 'Allow' || !principal) return false;
  const everybody = principal.negated || principal.entries.some(({ kind, value }) => kind === '*' || (kind === 'AWS' && value === '*'));
  return everybody && !conditions.some(pins);
}

function pins({ operator, key, values }: ConditionEntry): boolean {
  const name = parseOperatorName(operator.value);
  if (!name || name.ifExists || name.set === 'ForAllValues' || !pinningOperators.has(name.base)) return false;
  if (!pinningKeys.has(key.value.toLowerCase()) || values.length === 0) return false;
  if (name.base === 'IpAddress') return values.every(({ value }) => !isWideRange(value));
  return values.every(({ value }) => !/[*?]|\$\{/.test(value));
}

/** Ranges that hold so many addresses that they pin nobody: less than 8 bits of IPv4, less than 32 of IPv6. */
function isWideRange(range: string): boolean {
  const [address = '', bits] = range.split('/', 2);
  return bits !== undefined && Number(bits) < (address.includes(':') ? 32 : 8);
}
