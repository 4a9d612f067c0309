import type { ConditionEntry, PolicyVersion } from '../document/document.ts';
import { parseOperatorName } from '../document/operator-name.ts';
import type { ContextValue } from '../evaluation/request.ts';
import { internedText } from '../pattern/interned-text.ts';
import type { KeySource } from '../pattern/variable.ts';
import type { Comparison } from './comparison.ts';
import { compileComparison, isNegated } from './operator.ts';
import type { Truth } from './truth.ts';

export interface Condition {
  /** In lower case. */
  readonly key: string;
  evaluate(source: KeySource, semantics: ConditionSemantics): Truth;
}

export interface ConditionSemantics {
  /** D6 */
  readonly emptyStringIsNull: boolean;
}

/** Compiles one `operator: { key: values }`. */
export function compileCondition(entry: ConditionEntry, version: PolicyVersion): Condition {
  const operator = parseOperatorName(entry.operator.value);
  const key = internedText(entry.key.value.toLowerCase());
  // Parsing has refused it (R2.16); met here all the same, it is undecided, which denies.
  if (!operator) return { key, evaluate: () => 'undecided' };
  const texts = entry.values.map(({ value }) => value);
  if (operator.base === 'Null') {
    const evaluate = operator.set ? nullOfSet(operator.set, texts, key) : nullOf(texts, key);
    return { key, evaluate };
  }
  // R2.10: variables have a meaning only in documents of the newer version.
  const comparison = compileComparison(operator.base, texts, version === '2012-10-17');
  const negated = isNegated(operator.base);
  const empty = texts.length === 0;
  if (operator.set) return { key, evaluate: ofSet(operator.set, comparison, negated, empty, key) };
  return { key, evaluate: ofSingle(comparison, negated, operator.ifExists, empty, key) };
}

const truth = (value: boolean): Truth => (value ? 'true' : 'false');

const negate = (value: Truth): Truth => (value === 'true' ? 'false' : value === 'false' ? 'true' : value);

/** Absent, or without values, or with empty strings alone (R4.5). */
function isNull(held: ContextValue | undefined, { emptyStringIsNull }: ConditionSemantics): boolean {
  return held === undefined || held.values.length === 0 || (emptyStringIsNull && held.values.every((value) => value === ''));
}

type Evaluate = Condition['evaluate'];

/** Without a set operator (R4.2, R4.6, R2.15). */
function ofSingle(comparison: Comparison, negated: boolean, ifExists: boolean, empty: boolean, key: string): Evaluate {
  const whenAbsent = truth(ifExists || negated);
  return ofValue(key, whenAbsent, empty ? always(truth(negated && !ifExists)) : negated ? negation(comparison) : comparison);
}

const always =
  (result: Truth): Comparison =>
  () =>
    result;

const negation =
  (comparison: Comparison): Comparison =>
  (value, source) =>
    negate(comparison(value, source));

const ofValue =
  (key: string, whenAbsent: Truth, compare: Comparison): Evaluate =>
  (source) => {
    const held = source.key(key);
    if (held === undefined) return whenAbsent;
    if (held.unknown) return 'undecided';
    if (held.multi) return 'false';
    const value = held.values[0];
    return value === undefined ? whenAbsent : compare(value, source);
  };

/** With `ForAllValues:` or `ForAnyValue:` (R4.3–R4.5, R4.7). */
function ofSet(set: 'ForAllValues' | 'ForAnyValue', comparison: Comparison, negated: boolean, empty: boolean, key: string): Evaluate {
  const all = set === 'ForAllValues';
  return (source, semantics) => {
    const held = source.key(key);
    if (held?.unknown) return 'undecided';
    if (held === undefined || isNull(held, semantics)) return truth(all);
    if (empty) return 'false';
    const decisive: Truth = all ? 'false' : 'true';
    let result: Truth = truth(all);
    for (const value of held.values) {
      const plain = comparison(value, source);
      const one = negated ? negate(plain) : plain;
      if (one === decisive) return one;
      if (one === 'undecided') result = one;
    }
    return result;
  };
}

const wants = (texts: readonly string[], word: 'true' | 'false'): boolean => texts.some((text) => text.toLowerCase() === word);

const presence =
  (key: string, whenNull: Truth, whenPresent: Truth): Evaluate =>
  (source, semantics) => {
    const held = source.key(key);
    if (held?.unknown) return 'undecided';
    return isNull(held, semantics) ? whenNull : whenPresent;
  };

/** `Null` tests presence (R4.5, R4.16). */
function nullOf(texts: readonly string[], key: string): Evaluate {
  const [whenNull, whenPresent] = [truth(wants(texts, 'true')), truth(wants(texts, 'false'))];
  return presence(key, whenNull, whenPresent);
}

/** `Null` behind a set operator tests each value, and a value that is there is not null (R4.8). */
function nullOfSet(set: 'ForAllValues' | 'ForAnyValue', texts: readonly string[], key: string): Evaluate {
  const [whenNull, whenPresent] = [truth(set === 'ForAllValues'), truth(wants(texts, 'false'))];
  return presence(key, whenNull, whenPresent);
}
