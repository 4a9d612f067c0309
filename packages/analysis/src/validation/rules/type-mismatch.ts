import type { BaseOperator } from '@assent/policy';
import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

type Family = 'String' | 'Numeric' | 'Date' | 'Bool' | 'IPAddress' | 'Binary';

/** ARNs are texts: String and Arn operators both compare them. */
function familyOf(base: BaseOperator): Family | undefined {
  if (base === 'Null') return undefined;
  if (/String|Arn/.test(base)) return 'String';
  return base.includes('IpAddress') ? 'IPAddress' : (/^(?:Numeric|Date|Bool|Binary)/.exec(base)?.[0] as Family | undefined);
}

/** Times are numbers too: seconds since 1970. */
const compatible: Readonly<Record<string, readonly Family[]>> = { String: ['String', 'Binary'], ARN: ['String'], Bool: ['Bool'], Numeric: ['Numeric', 'Date'], Date: ['Date', 'Numeric'], IPAddress: ['IPAddress'] };

export const typeMismatch: Rule = {
  code: 'TYPE_MISMATCH',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'The operator\'s type does not suit the type of the key.',
  remedy: 'Use an operator of the key\'s type.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      const key = facts.conditionKey(condition.key);
      const family = condition.operator && familyOf(condition.operator.base);
      if (!key || family === undefined) continue;
      const type = key.type.replace('ArrayOf', '');
      if (compatible[type]?.includes(family) === false) yield { details: `\`${condition.key}\` is of type ${type}: ${condition.operatorText} compares something else.`, places: [condition.keyPlace] };
    }
  },
};
