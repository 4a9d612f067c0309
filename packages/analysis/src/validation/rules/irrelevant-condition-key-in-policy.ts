import type { PolicyView } from '../../view/policy-view.ts';
import { conditionsOf } from '../../view/walk.ts';
import { attachedResource } from '../attached-resource.ts';
import { resourceKinds } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** The service whose requests reach the policy; `undefined` where that is not known. */
const serviceOf = (policy: PolicyView): string | undefined => (policy.kind === 'trust' ? 'sts' : attachedResource(policy.resourceType)?.service);

export const irrelevantConditionKeyInPolicy: Rule = {
  code: 'IRRELEVANT_CONDITION_KEY_IN_POLICY',
  type: 'SUGGESTION',
  kinds: resourceKinds,
  meaning: 'A key that says nothing in a policy on that resource type.',
  remedy: 'Remove the key, or test one that requests to this resource carry.',
  *check(policy, facts) {
    const prefix = serviceOf(policy);
    const service = prefix === undefined ? undefined : facts.service(prefix);
    if (!service) return;
    for (const { condition } of conditionsOf(policy)) {
      const key = facts.conditionKey(condition.key);
      if (key && !key.isGlobal && !service.conditionKey(condition.key)) yield { details: `No request to this resource carries \`${condition.key}\`.`, places: [condition.keyPlace] };
    }
  },
};
