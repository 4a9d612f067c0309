import { allowWithNotPrincipal } from '../rules/allow-with-not-principal.ts';
import { denyNotactionWithUnsupportedTagConditionKeyForService } from '../rules/deny-notaction-with-unsupported-tag-condition-key-for-service.ts';
import { denyWithUnsupportedTagConditionKeyForService } from '../rules/deny-with-unsupported-tag-condition-key-for-service.ts';
import { dynamodbAttributesWithoutSelect } from '../rules/dynamodb-attributes-without-select.ts';
import { forallvaluesWithSingleValuedKey } from '../rules/forallvalues-with-single-valued-key.ts';
import { foranyvalueWithAudienceClaimType } from '../rules/foranyvalue-with-audience-claim-type.ts';
import { missingConditionKeyForOidcPrincipal } from '../rules/missing-condition-key-for-oidc-principal.ts';
import { missingGithubRepoConditionKey } from '../rules/missing-github-repo-condition-key.ts';
import { missingPairedConditionKeys } from '../rules/missing-paired-condition-keys.ts';
import { passRoleWithNotActionAndNotResource } from '../rules/pass-role-with-not-action-and-not-resource.ts';
import { passRoleWithNotResource } from '../rules/pass-role-with-not-resource.ts';
import { passRoleWithStarInActionAndNotResource } from '../rules/pass-role-with-star-in-action-and-not-resource.ts';
import { passRoleWithStarInActionAndResource } from '../rules/pass-role-with-star-in-action-and-resource.ts';
import { passRoleWithStarInResource } from '../rules/pass-role-with-star-in-resource.ts';
import { passRoleWithStarInResourceAndNotAction } from '../rules/pass-role-with-star-in-resource-and-not-action.ts';
import { restrictAccessToServicePrincipal } from '../rules/restrict-access-to-service-principal.ts';
import { s3PrefixInNegativeContext } from '../rules/s3-prefix-in-negative-context.ts';
import { stringLikeOperatorWithArnConditionKeys } from '../rules/string-like-operator-with-arn-condition-keys.ts';
import { untrustworthyConditionKey } from '../rules/untrustworthy-condition-key.ts';
import type { Rule } from '../rule.ts';

export const securityWarningRules: readonly Rule[] = [
  allowWithNotPrincipal,
  denyNotactionWithUnsupportedTagConditionKeyForService,
  denyWithUnsupportedTagConditionKeyForService,
  dynamodbAttributesWithoutSelect,
  forallvaluesWithSingleValuedKey,
  foranyvalueWithAudienceClaimType,
  missingConditionKeyForOidcPrincipal,
  missingGithubRepoConditionKey,
  missingPairedConditionKeys,
  passRoleWithNotActionAndNotResource,
  passRoleWithNotResource,
  passRoleWithStarInActionAndNotResource,
  passRoleWithStarInActionAndResource,
  passRoleWithStarInResource,
  passRoleWithStarInResourceAndNotAction,
  restrictAccessToServicePrincipal,
  s3PrefixInNegativeContext,
  stringLikeOperatorWithArnConditionKeys,
  untrustworthyConditionKey,
];
