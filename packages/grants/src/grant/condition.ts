import { parseOperatorName } from '@assent/policy';
import type { BaseOperator } from '@assent/policy';
import { GrantError } from '../grant-error.ts';
import type { ConditionBlock } from '../statement/statement.ts';

/** Every operator of the policy language, as it is written. */
export type Operator = `${'' | 'ForAllValues:' | 'ForAnyValue:'}${BaseOperator}${'' | 'IfExists'}`;

/** A value of a condition; numbers and booleans are written out. */
export type ConditionValue = string | number | boolean;

/** Conditions with the keys that the granted actions have. */
export type Conditions<Keys extends string> = {
  readonly [O in Operator]?: { readonly [K in Keys]?: ConditionValue | readonly ConditionValue[] };
};

/** The conditions as texts.
 * @throws GrantError `unknown-operator`, `empty-condition` */
export function readConditions(conditions: Readonly<Record<string, unknown>>): ConditionBlock {
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, keys] of Object.entries(conditions)) {
    if (!parseOperatorName(operator)) throw new GrantError('unknown-operator', `\`${operator}\` is no condition operator: write for instance \`StringEquals\``);
    const entries = Object.entries((keys ?? {}) as Readonly<Record<string, ConditionValue | readonly ConditionValue[]>>);
    if (entries.length === 0) throw new GrantError('empty-condition', `\`${operator}\` has no key: write \`{ ${operator}: { key: value } }\``);
    for (const [key, value] of entries) {
      const values = (Array.isArray(value) ? value : [value]).map(String);
      if (values.length === 0) throw new GrantError('empty-condition', `\`${key}\` has no value: a condition without values is never met`);
      (block[operator] ??= {})[key] = values;
    }
  }
  if (Object.keys(block).length === 0) throw new GrantError('empty-condition', '`when` was given no condition: write `.when({ StringEquals: { key: value } })`');
  return block;
}
