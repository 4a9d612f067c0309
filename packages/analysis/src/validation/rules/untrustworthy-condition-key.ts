import { conditionsOf, isOn } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

const forgedKeys: ReadonlySet<string> = new Set(['aws:referer', 'aws:useragent']);

export const untrustworthyConditionKey: Rule = {
  code: 'UNTRUSTWORTHY_CONDITION_KEY',
  type: 'SECURITY_WARNING',
  kinds: everyKind,
  meaning: 'The condition rests on a key that the caller can forge (such as a referer).',
  remedy: 'Rest access on keys that AWS fills, such as `aws:PrincipalArn` or `aws:SourceVpce`.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (isOn(condition, forgedKeys)) yield { details: `The caller can write into \`${condition.key}\` what it likes.`, places: [condition.keyPlace] };
    }
  },
};
