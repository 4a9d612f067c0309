/** The base operators (evaluation.md 4.1). Names are case-sensitive. */
export const baseOperators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnNotEquals',
  'ArnLike',
  'ArnNotLike',
  'Null',
] as const;

/** An operator without a set prefix and `IfExists`. */
export type BaseOperator = (typeof baseOperators)[number];

/** A condition operator taken apart. */
export interface OperatorName {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly base: BaseOperator;
  readonly ifExists: boolean;
}

const known: ReadonlySet<string> = new Set(baseOperators);

/** Takes an operator apart; `undefined` where there is no such operator. */
export function parseOperatorName(text: string): OperatorName | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(text);
  const base = match?.[2];
  if (!match || base === undefined || !known.has(base)) return undefined;
  return { set: match[1] as OperatorName['set'], base: base as BaseOperator, ifExists: match[3] !== undefined };
}
