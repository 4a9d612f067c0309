import { compileAction } from '@assent/policy';
import type { Rule } from '../rule.ts';

const readActions = ['dynamodb:getitem', 'dynamodb:batchgetitem', 'dynamodb:query', 'dynamodb:scan'];

export const dynamodbAttributesWithoutSelect: Rule = {
  code: 'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT',
  type: 'SECURITY_WARNING',
  kinds: ['identity', 'resource'],
  meaning: 'dynamodb:Attributes limited without dynamodb:Select SPECIFIC_ATTRIBUTES: reads without a projection return all.',
  remedy: 'Test `dynamodb:Select` for `SPECIFIC_ATTRIBUTES` in the same statement.',
  *check(policy) {
    for (const { effect, actions, conditions } of policy.statements) {
      const reads = actions[0]?.negated === false && actions[0].texts.some(({ value }) => readActions.some(compileAction(value)));
      if (effect !== 'Allow' || !reads || conditions.some(({ key }) => /^dynamodb:select$/i.test(key))) continue;
      for (const { key, keyPlace } of conditions) if (/^dynamodb:attributes$/i.test(key)) yield { details: 'A read that asks for no attributes gets them all.', places: [keyPlace] };
    }
  },
};
