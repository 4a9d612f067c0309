import { apiModel } from '@assent/catalog';

/** Every action of Organizations. */
export const organizationsActions: readonly string[] = Object.keys(apiModel('organizations').operations).map((name) => `organizations:${name}`);

const policyType = apiModel('organizations').shapes['PolicyType'];

/** Every type of policy. */
export const policyTypes: ReadonlySet<string> = new Set(policyType?.type === 'string' ? policyType.enum : []);

const writes = ['AttachPolicy', 'CreatePolicy', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType', 'EnablePolicyType', 'TagResource', 'UntagResource', 'UpdatePolicy'];

/** What the resource policy can let member accounts do: reading, and what concerns policies and tags (R23.10). */
export const delegableActions: ReadonlySet<string> = new Set(
  organizationsActions.filter((action) => /^organizations:(Describe|List)/.test(action) || writes.some((name) => action === `organizations:${name}`)),
);
