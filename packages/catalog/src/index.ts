export { apiModel } from './api/api-model.ts';
export type { ApiModel, ErrorModel, OperationModel, ServiceName, Shape } from './api/model.ts';
export type * as iam from './api/iam.types.ts';
export type * as organizations from './api/organizations.types.ts';
export type * as sts from './api/sts.types.ts';
export { findManagedPolicy, listManagedPolicies, managedPolicyDocument } from './managed-policies/managed-policy.ts';
export type { ManagedPolicy } from './managed-policies/managed-policy.ts';
export { isMultivaluedKey } from './condition-keys/condition-key.ts';
