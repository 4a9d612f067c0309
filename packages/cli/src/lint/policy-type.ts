import type { PolicyKind } from '@assent/analysis';

/** The words of `--policy-type`. */
export const policyTypes = { identity: 'identity', resource: 'resource', trust: 'trust', 'service-control': 'serviceControl', 'resource-control': 'resourceControl' } as const satisfies Readonly<Record<string, PolicyKind>>;

export type PolicyTypeName = keyof typeof policyTypes;

export const isPolicyType = (text: unknown): text is PolicyTypeName => typeof text === 'string' && Object.hasOwn(policyTypes, text);

const names: Readonly<Record<PolicyKind, string>> = { identity: 'an identity policy', resource: 'a resource policy', trust: 'a trust policy', serviceControl: 'a service control policy', resourceControl: 'a resource control policy' };

/** A kind of policy in words. */
export const kindName = (kind: PolicyKind): string => names[kind];
