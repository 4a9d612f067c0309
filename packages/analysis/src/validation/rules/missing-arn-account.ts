import { allFormats, resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Resources of which AWS has some of its own, without an account. */
const ownerless: ReadonlyMap<string, RegExp> = new Map([
  ['ssm', /^(?:document|automation-definition|parameter)\//],
  ['resource-explorer-2', /^view\//],
]);

export const missingArnAccount: Rule = {
  code: 'MISSING_ARN_ACCOUNT',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'A resource ARN that needs an account id has none.',
  remedy: 'Write the account id, or `*` for all.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      if (/^[*?]/.test(arn.resource) || ownerless.get(arn.service)?.test(arn.resource) === true) continue;
      if (arn.account === '' && allFormats(arn, facts, ({ account }) => account === 'present')) yield { details: `ARNs of this kind in ${arn.service} have an account id.`, places: [arn.text] };
    }
  },
};
