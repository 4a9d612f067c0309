import type { ConditionFailure, ElementFailure, VariableValue } from '@assent/policy';
import { visible } from './visible.ts';

const shownValues = 4;

/** What of an element failed, in one line: what was wanted, and what the request has. */
export const failureSentence = (failure: ElementFailure): string => visible(sentenceOf(failure));

function sentenceOf(failure: ElementFailure): string {
  switch (failure.element) {
    case 'principal': {
      const wanted = list(failure.wanted.map(({ kind, value }) => (kind === '*' ? '*' : `${kind} ${value}`)));
      return failure.negated ? `NotPrincipal lists ${failure.found}` : `principal: wanted ${wanted}, found ${failure.found}`;
    }
    case 'action':
    case 'resource': {
      const name = failure.negated ? (failure.element === 'action' ? 'NotAction' : 'NotResource') : failure.element;
      const wanted = failure.negated ? `anything but ${list(failure.wanted)}` : list(failure.wanted);
      return `${name}: wanted ${wanted}${variables(failure.variables)}, found ${failure.found}`;
    }
    case 'condition':
      return `condition ${failure.operator} ${failure.key}: ${conditionSentence(failure)}`;
  }
}

function conditionSentence({ wanted, found, because, unreadable, variables: used }: ConditionFailure): string {
  const want = `wanted ${list(wanted)}${variables(used)}`;
  const have = found === undefined ? 'the request does not have the key' : `found ${list(found)}`;
  switch (because) {
    case 'absent':
      return `${want}, the request does not have the key`;
    case 'unknown':
      return `${want}, it is not known what the key is`;
    case 'empty':
      return `${want}, found nothing but empty values`;
    case 'multivalued':
      return `${want}, ${have}: a list is compared with ForAllValues or ForAnyValue alone`;
    case 'unresolvedVariable':
      return `${want}, ${have}: a variable has no value`;
    case 'unparseable':
      return `${want}, ${have}: ${unreadable ? `${list(unreadable)} cannot be read` : 'it cannot be evaluated'}`;
    case 'noValues':
      return `wanted no value, ${have}`;
    case 'present':
      return `wanted the key away, ${have}`;
    case 'excluded':
      return `wanted none of ${list(wanted)}${variables(used)}, ${have}`;
    case 'unequal':
      return `${want}, ${have}`;
  }
}

function list(values: readonly string[]): string {
  if (values.length === 0) return 'nothing';
  const shown = values.slice(0, shownValues).map((value) => (value === '' || value.includes(' ') ? JSON.stringify(value) : value));
  return `${shown.join(', ')}${values.length > shownValues ? ` and ${values.length - shownValues} more` : ''}`;
}

const variables = (used: readonly VariableValue[]): string =>
  used.length === 0 ? '' : ` (${used.map(({ name, value }) => `\${${name}} ${value === undefined ? 'has no value' : `= ${value}`}`).join(', ')})`;
