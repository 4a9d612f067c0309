import type { AwsFacts } from '../../facts/aws-facts.ts';
import type { PolicyView } from '../../view/policy-view.ts';
import { actionTexts } from '../../view/walk.ts';
import { attachedResource } from '../attached-resource.ts';
import { isPattern } from '../resource-arn.ts';
import { resourceKinds } from '../rule.ts';
import type { Rule } from '../rule.ts';

const trustActions = /^sts:(?:\*|AssumeRole.*|TagSession|Set.*|Get.*|DecodeAuthorizationMessage|[A-Za-z]*\*.*)$/is;

function isUnsupported(action: string, policy: PolicyView, facts: AwsFacts): boolean {
  const colon = action.indexOf(':');
  const prefix = action.slice(0, Math.max(0, colon)).toLowerCase();
  if (colon < 0 || isPattern(prefix) || !facts.service(prefix)) return false;
  if (policy.kind === 'trust') return !trustActions.test(action);
  const attached = attachedResource(policy.resourceType);
  if (!attached) return false;
  if (prefix !== attached.service) return true;
  const actions = facts.matchingActions(action);
  return actions.length > 0 && !actions.some(({ resources }) => resources.some(({ resourceType }) => attached.types.includes(resourceType.name)));
}

export const unsupportedActionInPolicy: Rule = {
  code: 'UNSUPPORTED_ACTION_IN_POLICY',
  type: 'ERROR',
  kinds: resourceKinds,
  meaning: 'A resource policy names an action that does not apply to that resource type.',
  remedy: 'Name actions of the resource that the policy hangs on.',
  *check(policy, facts) {
    for (const { text } of actionTexts(policy)) {
      if (isUnsupported(text.value, policy, facts)) yield { details: `\`${text.value}\` is no action on the resource that this policy hangs on.`, places: [text] };
    }
  },
};
