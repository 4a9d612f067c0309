import { arnAccountNotAllowed } from '../rules/arn-account-not-allowed.ts';
import { arnRegionNotAllowed } from '../rules/arn-region-not-allowed.ts';
import { dataTypeMismatch } from '../rules/data-type-mismatch.ts';
import { duplicateKeysWithDifferentCase } from '../rules/duplicate-keys-with-different-case.ts';
import { emptyVariable } from '../rules/empty-variable.ts';
import { federatedPrincipalNotSupported } from '../rules/federated-principal-not-supported.ts';
import { invalidAction } from '../rules/invalid-action.ts';
import { invalidArnAccount } from '../rules/invalid-arn-account.ts';
import { invalidArnPrefix } from '../rules/invalid-arn-prefix.ts';
import { invalidArnRegion } from '../rules/invalid-arn-region.ts';
import { invalidArnResource } from '../rules/invalid-arn-resource.ts';
import { invalidArnServiceCase } from '../rules/invalid-arn-service-case.ts';
import { invalidConditionDataType } from '../rules/invalid-condition-data-type.ts';
import { invalidConditionKeyFormat } from '../rules/invalid-condition-key-format.ts';
import { invalidConditionMultipleBoolean } from '../rules/invalid-condition-multiple-boolean.ts';
import { invalidConditionOperator } from '../rules/invalid-condition-operator.ts';
import { invalidEffect } from '../rules/invalid-effect.ts';
import { invalidFederatedPrincipalSyntaxInRoleTrustPolicy } from '../rules/invalid-federated-principal-syntax-in-role-trust-policy.ts';
import { invalidGlobalConditionKey } from '../rules/invalid-global-condition-key.ts';
import { invalidKmsKeyValue } from '../rules/invalid-kms-key-value.ts';
import { invalidPartition } from '../rules/invalid-partition.ts';
import { invalidPolicyElement } from '../rules/invalid-policy-element.ts';
import { invalidPrincipalFormat } from '../rules/invalid-principal-format.ts';
import { invalidPrincipalKey } from '../rules/invalid-principal-key.ts';
import { invalidRegion } from '../rules/invalid-region.ts';
import { invalidService } from '../rules/invalid-service.ts';
import { invalidServiceConditionKey } from '../rules/invalid-service-condition-key.ts';
import { invalidServiceInAction } from '../rules/invalid-service-in-action.ts';
import { invalidServicePrincipalFormat } from '../rules/invalid-service-principal-format.ts';
import { invalidVariableForOperator } from '../rules/invalid-variable-for-operator.ts';
import { invalidVersion } from '../rules/invalid-version.ts';
import { invalidVpcFormat } from '../rules/invalid-vpc-format.ts';
import { invalidVpceFormat } from '../rules/invalid-vpce-format.ts';
import { jsonSyntaxError } from '../rules/json-syntax-error.ts';
import { mismatchedActionForPrincipal } from '../rules/mismatched-action-for-principal.ts';
import { missingAction } from '../rules/missing-action.ts';
import { missingActionForConditionKey } from '../rules/missing-action-for-condition-key.ts';
import { missingActionForRolesAnywhereTrustPolicy } from '../rules/missing-action-for-roles-anywhere-trust-policy.ts';
import { missingArnAccount } from '../rules/missing-arn-account.ts';
import { missingArnField } from '../rules/missing-arn-field.ts';
import { missingArnRegion } from '../rules/missing-arn-region.ts';
import { missingBraceInVariable } from '../rules/missing-brace-in-variable.ts';
import { missingEffect } from '../rules/missing-effect.ts';
import { missingPrincipal } from '../rules/missing-principal.ts';
import { missingQualifier } from '../rules/missing-qualifier.ts';
import { missingQuoteInVariable } from '../rules/missing-quote-in-variable.ts';
import { missingResource } from '../rules/missing-resource.ts';
import { missingStatement } from '../rules/missing-statement.ts';
import { missingTagKeyInCondition } from '../rules/missing-tag-key-in-condition.ts';
import { nullWithIfExists } from '../rules/null-with-if-exists.ts';
import { policySizeExceedsRcpQuota } from '../rules/policy-size-exceeds-rcp-quota.ts';
import { policySizeExceedsScpQuota } from '../rules/policy-size-exceeds-scp-quota.ts';
import { privateIpAddress } from '../rules/private-ip-address.ts';
import { privateNotIpAddress } from '../rules/private-not-ip-address.ts';
import { rcpSyntaxErrorAction } from '../rules/rcp-syntax-error-action.ts';
import { rcpSyntaxErrorAllow } from '../rules/rcp-syntax-error-allow.ts';
import { rcpSyntaxErrorNotaction } from '../rules/rcp-syntax-error-notaction.ts';
import { rcpSyntaxErrorPrincipal } from '../rules/rcp-syntax-error-principal.ts';
import { roleTrustPolicySyntaxErrorNotprincipal } from '../rules/role-trust-policy-syntax-error-notprincipal.ts';
import { roleTrustPolicySyntaxErrorResource } from '../rules/role-trust-policy-syntax-error-resource.ts';
import { roleTrustPolicyUnsupportedWildcardInPrincipal } from '../rules/role-trust-policy-unsupported-wildcard-in-principal.ts';
import { scpSyntaxErrorPrincipal } from '../rules/scp-syntax-error-principal.ts';
import { typeMismatchIpRange } from '../rules/type-mismatch-ip-range.ts';
import { uniqueSidsRequired } from '../rules/unique-sids-required.ts';
import { unsupportedActionForConditionKey } from '../rules/unsupported-action-for-condition-key.ts';
import { unsupportedActionInPolicy } from '../rules/unsupported-action-in-policy.ts';
import { unsupportedConditionKeyForServicePrincipal } from '../rules/unsupported-condition-key-for-service-principal.ts';
import { unsupportedElementCombination } from '../rules/unsupported-element-combination.ts';
import { unsupportedGlobalConditionKey } from '../rules/unsupported-global-condition-key.ts';
import { unsupportedPrincipal } from '../rules/unsupported-principal.ts';
import { unsupportedResourceArnInPolicy } from '../rules/unsupported-resource-arn-in-policy.ts';
import { unsupportedSid } from '../rules/unsupported-sid.ts';
import { unsupportedSpaceInVariable } from '../rules/unsupported-space-in-variable.ts';
import { unsupportedWildcardInPrincipal } from '../rules/unsupported-wildcard-in-principal.ts';
import { variableUnsupportedInElement } from '../rules/variable-unsupported-in-element.ts';
import { variableUnsupportedInVersion } from '../rules/variable-unsupported-in-version.ts';
import { variableUsageTooPermissive } from '../rules/variable-usage-too-permissive.ts';
import { wildcardUsageTooPermissive } from '../rules/wildcard-usage-too-permissive.ts';
import type { Rule } from '../rule.ts';

export const errorRules: readonly Rule[] = [
  arnAccountNotAllowed,
  arnRegionNotAllowed,
  dataTypeMismatch,
  duplicateKeysWithDifferentCase,
  emptyVariable,
  federatedPrincipalNotSupported,
  invalidAction,
  invalidArnAccount,
  invalidArnPrefix,
  invalidArnRegion,
  invalidArnResource,
  invalidArnServiceCase,
  invalidConditionDataType,
  invalidConditionKeyFormat,
  invalidConditionMultipleBoolean,
  invalidConditionOperator,
  invalidEffect,
  invalidFederatedPrincipalSyntaxInRoleTrustPolicy,
  invalidGlobalConditionKey,
  invalidKmsKeyValue,
  invalidPartition,
  invalidPolicyElement,
  invalidPrincipalFormat,
  invalidPrincipalKey,
  invalidRegion,
  invalidService,
  invalidServiceConditionKey,
  invalidServiceInAction,
  invalidServicePrincipalFormat,
  invalidVariableForOperator,
  invalidVersion,
  invalidVpcFormat,
  invalidVpceFormat,
  jsonSyntaxError,
  mismatchedActionForPrincipal,
  missingAction,
  missingActionForConditionKey,
  missingActionForRolesAnywhereTrustPolicy,
  missingArnAccount,
  missingArnField,
  missingArnRegion,
  missingBraceInVariable,
  missingEffect,
  missingPrincipal,
  missingQualifier,
  missingQuoteInVariable,
  missingResource,
  missingStatement,
  missingTagKeyInCondition,
  nullWithIfExists,
  policySizeExceedsRcpQuota,
  policySizeExceedsScpQuota,
  privateIpAddress,
  privateNotIpAddress,
  rcpSyntaxErrorAction,
  rcpSyntaxErrorAllow,
  rcpSyntaxErrorNotaction,
  rcpSyntaxErrorPrincipal,
  roleTrustPolicySyntaxErrorNotprincipal,
  roleTrustPolicySyntaxErrorResource,
  roleTrustPolicyUnsupportedWildcardInPrincipal,
  scpSyntaxErrorPrincipal,
  typeMismatchIpRange,
  uniqueSidsRequired,
  unsupportedActionForConditionKey,
  unsupportedActionInPolicy,
  unsupportedConditionKeyForServicePrincipal,
  unsupportedElementCombination,
  unsupportedGlobalConditionKey,
  unsupportedPrincipal,
  unsupportedResourceArnInPolicy,
  unsupportedSid,
  unsupportedSpaceInVariable,
  unsupportedWildcardInPrincipal,
  variableUnsupportedInElement,
  variableUnsupportedInVersion,
  variableUsageTooPermissive,
  wildcardUsageTooPermissive,
];
