import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingPairedConditionKeys: Rule = {
  code: 'MISSING_PAIRED_CONDITION_KEYS',
  type: 'SECURITY_WARNING',
  kinds: everyKind,
  meaning: 'A key that is only safe beside another (aws:VpcSourceIp with aws:SourceVpc) stands alone.',
  remedy: 'Test `aws:SourceVpc` or `aws:SourceVpce` in the same statement.',
  *check(policy) {
    for (const { conditions } of policy.statements) {
      if (conditions.some(({ key }) => /^aws:sourcevpc(?:e|arn)?$/i.test(key))) continue;
      for (const { key, keyPlace } of conditions) if (/^aws:vpcsourceip$/i.test(key)) yield { details: `\`${key}\` is an address in some VPC, and every VPC may use it: the VPC has to be tested too.`, places: [keyPlace] };
    }
  },
};
