import type { BaseOperator } from '../document/operator-name.ts';
import { compareArns } from './arn.ts';
import { compareTyped } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { instants } from './date.ts';
import { addressRanges } from './ip-address.ts';
import { decimals } from './numeric.ts';
import type { WantedOrder } from './numeric.ts';
import { binaries, truthValues } from './scalar.ts';
import { compareLike, compareStrings } from './string.ts';

/** The operators that are true where the one without `Not` is false. */
const negatedOperators: ReadonlySet<BaseOperator> = new Set<BaseOperator>([
  'StringNotEquals',
  'StringNotEqualsIgnoreCase',
  'StringNotLike',
  'NumericNotEquals',
  'DateNotEquals',
  'NotIpAddress',
  'ArnNotEquals',
  'ArnNotLike',
]);

export const isNegated = (base: BaseOperator): boolean => negatedOperators.has(base);

const equal: WantedOrder = (order) => order === 0;
const less: WantedOrder = (order) => order < 0;
const lessOrEqual: WantedOrder = (order) => order <= 0;
const greater: WantedOrder = (order) => order > 0;
const greaterOrEqual: WantedOrder = (order) => order >= 0;

/** Makes the comparison behind an operator (evaluation.md 4.1), negation aside; `Null` has none. */
export function compileComparison(base: Exclude<BaseOperator, 'Null'>, texts: readonly string[], variables: boolean): Comparison {
  const negated = isNegated(base);
  const numbers = (wanted: WantedOrder): Comparison => compareTyped(texts, negated, decimals(wanted));
  const dates = (wanted: WantedOrder): Comparison => compareTyped(texts, negated, instants(wanted));
  switch (base) {
    case 'StringEquals':
    case 'StringNotEquals':
      return compareStrings(texts, variables, false);
    case 'StringEqualsIgnoreCase':
    case 'StringNotEqualsIgnoreCase':
      return compareStrings(texts, variables, true);
    case 'StringLike':
    case 'StringNotLike':
      return compareLike(texts, variables);
    case 'ArnEquals':
    case 'ArnNotEquals':
    case 'ArnLike':
    case 'ArnNotLike':
      return compareArns(texts, negated, variables);
    case 'NumericEquals':
    case 'NumericNotEquals':
      return numbers(equal);
    case 'NumericLessThan':
      return numbers(less);
    case 'NumericLessThanEquals':
      return numbers(lessOrEqual);
    case 'NumericGreaterThan':
      return numbers(greater);
    case 'NumericGreaterThanEquals':
      return numbers(greaterOrEqual);
    case 'DateEquals':
    case 'DateNotEquals':
      return dates(equal);
    case 'DateLessThan':
      return dates(less);
    case 'DateLessThanEquals':
      return dates(lessOrEqual);
    case 'DateGreaterThan':
      return dates(greater);
    case 'DateGreaterThanEquals':
      return dates(greaterOrEqual);
    case 'IpAddress':
    case 'NotIpAddress':
      return compareTyped(texts, negated, addressRanges);
    case 'Bool':
      return compareTyped(texts, negated, truthValues);
    case 'BinaryEquals':
      return compareTyped(texts, negated, binaries);
  }
}
