import type { ConditionMap, OneOrMany, Scalar } from './case.ts';
import { listOf } from './case.ts';
import type { Context, Entry } from './context.ts';
import { operatorOf, test } from './operator.ts';
import type { Semantics } from './semantics.ts';
import type { Truth } from './truth.ts';
import { and, or, truth } from './truth.ts';
import { boolOf } from './typed-value.ts';

export interface ConditionReading {
  readonly context: Context;
  /** R2.10 */
  readonly variables: boolean;
  readonly semantics: Semantics;
}

/** R4.1: operators AND, keys AND. */
export function testCondition(condition: ConditionMap | undefined, reading: ConditionReading): Truth {
  const tests = Object.entries(condition ?? {}).flatMap(([operator, block]) =>
    Object.entries(block).map(([key, values]) => testKey(operator, key, values, reading)),
  );
  return and(tests);
}

function testKey(operator: string, key: string, given: OneOrMany<Scalar>, { context, variables, semantics }: ConditionReading): Truth {
  const wanted = listOf<Scalar>(given).map(String); // R2.19
  const [set, suffixed] = operator.includes(':') ? (operator.split(':') as [string, string]) : [undefined, operator];
  const ifExists = suffixed.endsWith('IfExists');
  const name = ifExists ? suffixed.slice(0, -'IfExists'.length) : suffixed;
  const entry = context.get(key.toLowerCase()); // R4.9, R4.19
  const isNull = entry === undefined || entry.values.length === 0 || (semantics.emptyStringIsNull && entry.values.every((value) => value === '')); // R4.5
  if (set !== undefined) return testSet(set, name, isNull ? undefined : entry, wanted, variables, context);
  if (name === 'Null') return truth(wanted.some((want) => boolOf(want) === isNull)); // R4.2, R4.8, R4.16
  const { base, negated } = operatorOf(name);
  if (entry === undefined) return truth(ifExists || negated); // R4.2, R2.15
  if (ifExists && wanted.length === 0) return 'false'; // R2.15
  const [value] = entry.values;
  if (entry.multi || value === undefined) return 'false'; // R4.6
  return test({ base, negated }, value, wanted, variables, context);
}

/** R4.3, R4.4, R4.7, R4.8; `entry` absent: the key is null. */
function testSet(set: string, name: string, entry: Entry | undefined, wanted: readonly string[], variables: boolean, context: Context): Truth {
  if (entry === undefined) return truth(set === 'ForAllValues'); // R4.2
  if (wanted.length === 0) return 'false'; // R2.15
  const element = (value: string): Truth =>
    name === 'Null' ? truth(wanted.some((want) => boolOf(want) === false)) : test(operatorOf(name), value, wanted, variables, context);
  const each = entry.values.map(element);
  return set === 'ForAllValues' ? and(each) : or(each);
}
