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

/** Whether an operator is true where the one without `Not` is false. */
export const isNegated = (base: BaseOperator): boolean => negatedOperators.has(base);

/** What a comparison with an order asks of it; the same for numbers and dates. */
const orders = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
} as const satisfies Readonly<Record<string, WantedOrder>>;

type OrderName = keyof typeof orders;

const forEachOrder = <T>(make: (wanted: WantedOrder) => T): Readonly<Record<OrderName, T>> =>
  Object.fromEntries(Object.entries(orders).map(([name, wanted]) => [name, make(wanted)])) as Record<OrderName, T>;

const numbers = forEachOrder(decimals);
const dates = forEachOrder(instants);

/** Makes the comparison behind an operator (evaluation.md 4.1), negation aside; `Null` has none. */
export function compileComparison(base: Exclude<BaseOperator, 'Null'>, texts: readonly string[], variables: boolean): Comparison {
  const negated = isNegated(base);
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
      return compareTyped(texts, negated, numbers.Equals);
    case 'NumericLessThan':
      return compareTyped(texts, negated, numbers.LessThan);
    case 'NumericLessThanEquals':
      return compareTyped(texts, negated, numbers.LessThanEquals);
    case 'NumericGreaterThan':
      return compareTyped(texts, negated, numbers.GreaterThan);
    case 'NumericGreaterThanEquals':
      return compareTyped(texts, negated, numbers.GreaterThanEquals);
    case 'DateEquals':
    case 'DateNotEquals':
      return compareTyped(texts, negated, dates.Equals);
    case 'DateLessThan':
      return compareTyped(texts, negated, dates.LessThan);
    case 'DateLessThanEquals':
      return compareTyped(texts, negated, dates.LessThanEquals);
    case 'DateGreaterThan':
      return compareTyped(texts, negated, dates.GreaterThan);
    case 'DateGreaterThanEquals':
      return compareTyped(texts, negated, dates.GreaterThanEquals);
    case 'IpAddress':
    case 'NotIpAddress':
      return compareTyped(texts, negated, addressRanges);
    case 'Bool':
      return compareTyped(texts, negated, truthValues);
    case 'BinaryEquals':
      return compareTyped(texts, negated, binaries);
  }
}
