import { compileComparison, isNegated } from '../condition/operator.ts';
import type { Condition } from '../condition/condition.ts';
import type { Truth } from '../condition/truth.ts';
import type { ConditionEntry, PolicyVersion } from '../document/document.ts';
import { parseOperatorName } from '../document/operator-name.ts';
import type { OperatorName } from '../document/operator-name.ts';
import type { ContextValue } from '../evaluation/request.ts';
import type { RequestView } from '../evaluation/request-view.ts';
import type { ConditionFailure, ConditionReason, VariableValue } from './explanation.ts';
import { variableValues } from './variable-value.ts';

/** Describes a condition that failed. The result is the evaluator's; what is said here is what it saw.
 * @param entry the condition as it stands in the document */
export function conditionFailure({ key }: Condition, entry: ConditionEntry, result: Truth, version: PolicyVersion, view: RequestView): ConditionFailure {
  const held = view.key(key);
  const wanted = entry.values.map(({ value }) => value);
  const operator = parseOperatorName(entry.operator.value);
  const variables = operator && takesVariables(operator) ? variableValues(wanted, version, view) : [];
  const unreadable = operator && result === 'undecided' ? unreadableValues(operator, [...(held?.values ?? []), ...wanted]) : [];
  return {
    element: 'condition',
    operator: entry.operator.value,
    key: entry.key.value,
    wanted,
    ...(held && !held.unknown ? { found: held.values } : {}),
    result,
    because: reasonOf(operator, held, wanted, result, variables),
    ...(unreadable.length > 0 ? { unreadable } : {}),
    variables,
    span: entry.span,
  };
}

/** R5.2 */
const takesVariables = ({ base }: OperatorName): boolean => base.startsWith('String') || base.startsWith('Arn');

function reasonOf(operator: OperatorName | undefined, held: ContextValue | undefined, wanted: readonly string[], result: Truth, variables: readonly VariableValue[]): ConditionReason {
  if (held?.unknown) return 'unknown';
  if (!operator || result === 'undecided') return 'unparseable';
  if (held === undefined) return 'absent';
  const empty = held.values.every((value) => value === '');
  if (operator.base === 'Null') return empty ? 'empty' : 'present';
  if (held.multi && operator.set === undefined) return 'multivalued';
  if (empty && (operator.set !== undefined || held.values.length === 0)) return 'empty';
  if (wanted.length === 0) return 'noValues';
  if (isNegated(operator.base)) return 'excluded';
  return variables.some(({ value }) => value === undefined) ? 'unresolvedVariable' : 'unequal';
}

/** Those among some values that the operator cannot read: its own comparison says so, asked with nothing wanted. */
function unreadableValues({ base }: OperatorName, values: readonly string[]): readonly string[] {
  if (base === 'Null') return [];
  const comparison = compileComparison(base, [], false);
  return values.filter((value) => comparison(value, { key: () => undefined }) === 'undecided');
}
