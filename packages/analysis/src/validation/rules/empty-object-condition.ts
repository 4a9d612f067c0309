import { elementNamed } from '../../view/policy-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyObjectCondition: Rule = {
  code: 'EMPTY_OBJECT_CONDITION',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The condition block is an empty object.',
  remedy: 'Remove the element, or name conditions.',
  *check(policy) {
    for (const { elements, blocks } of policy.statements) {
      const condition = elementNamed(elements, 'Condition');
      for (const place of [...(condition ? [condition] : []), ...blocks]) if (place.node.type === 'object' && place.node.members.length === 0) yield { details: 'There is no condition in it: the statement holds always.', places: [place] };
    }
  },
};
