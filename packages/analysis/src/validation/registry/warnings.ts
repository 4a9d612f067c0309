import { createSlrWithNotActionAndNotResource } from '../rules/create-slr-with-not-action-and-not-resource.ts';
import { createSlrWithNotResource } from '../rules/create-slr-with-not-resource.ts';
import { createSlrWithStarInActionAndNotResource } from '../rules/create-slr-with-star-in-action-and-not-resource.ts';
import { createSlrWithStarInActionAndResource } from '../rules/create-slr-with-star-in-action-and-resource.ts';
import { createSlrWithStarInResource } from '../rules/create-slr-with-star-in-resource.ts';
import { createSlrWithStarInResourceAndNotAction } from '../rules/create-slr-with-star-in-resource-and-not-action.ts';
import { deprecatedGlobalConditionKey } from '../rules/deprecated-global-condition-key.ts';
import { invalidDateValue } from '../rules/invalid-date-value.ts';
import { invalidRoleReference } from '../rules/invalid-role-reference.ts';
import { invalidUserReference } from '../rules/invalid-user-reference.ts';
import { missingVersion } from '../rules/missing-version.ts';
import { policySizeExceedsIdentityPolicyQuota } from '../rules/policy-size-exceeds-identity-policy-quota.ts';
import { policySizeExceedsResourcePolicyQuota } from '../rules/policy-size-exceeds-resource-policy-quota.ts';
import { policySizeExceedsRoleTrustPolicyQuota } from '../rules/policy-size-exceeds-role-trust-policy-quota.ts';
import { rcpMissingRelatedPrincipalConditionKey } from '../rules/rcp-missing-related-principal-condition-key.ts';
import { rcpMissingRelatedServicePrincipalConditionKey } from '../rules/rcp-missing-related-service-principal-condition-key.ts';
import { rcpMissingServiceConditionKeyNullCheck } from '../rules/rcp-missing-service-condition-key-null-check.ts';
import { specificGithubRepoAndBranchRecommended } from '../rules/specific-github-repo-and-branch-recommended.ts';
import { typeMismatch } from '../rules/type-mismatch.ts';
import { typeMismatchBoolean } from '../rules/type-mismatch-boolean.ts';
import { typeMismatchDate } from '../rules/type-mismatch-date.ts';
import { typeMismatchNumber } from '../rules/type-mismatch-number.ts';
import { typeMismatchString } from '../rules/type-mismatch-string.ts';
import { uniqueSidsRecommended } from '../rules/unique-sids-recommended.ts';
import { useConditionKeyOnlyWithSupportedServices } from '../rules/use-condition-key-only-with-supported-services.ts';
import { wildcardWithoutLikeOperator } from '../rules/wildcard-without-like-operator.ts';
import type { Rule } from '../rule.ts';

export const warningRules: readonly Rule[] = [
  createSlrWithNotActionAndNotResource,
  createSlrWithNotResource,
  createSlrWithStarInActionAndNotResource,
  createSlrWithStarInActionAndResource,
  createSlrWithStarInResource,
  createSlrWithStarInResourceAndNotAction,
  deprecatedGlobalConditionKey,
  invalidDateValue,
  invalidRoleReference,
  invalidUserReference,
  missingVersion,
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  rcpMissingRelatedPrincipalConditionKey,
  rcpMissingRelatedServicePrincipalConditionKey,
  rcpMissingServiceConditionKeyNullCheck,
  specificGithubRepoAndBranchRecommended,
  typeMismatch,
  typeMismatchBoolean,
  typeMismatchDate,
  typeMismatchNumber,
  typeMismatchString,
  uniqueSidsRecommended,
  useConditionKeyOnlyWithSupportedServices,
  wildcardWithoutLikeOperator,
];
