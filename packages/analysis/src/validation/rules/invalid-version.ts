import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidVersion: Rule = {
  code: 'INVALID_VERSION',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'Version is not one of the two accepted dates.',
  remedy: 'Write `2012-10-17`.',
  *check(policy) {
    for (const element of policy.elements) {
      if (element.name === 'Version' && element.node.type === 'string' && !/^20(?:12-10-17|08-10-17)$/.test(element.node.value)) yield { details: `There is no policy version \`${element.node.value}\`: write 2012-10-17.`, places: [element] };
    }
  },
};
