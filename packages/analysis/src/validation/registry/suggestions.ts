import { allowNotactionWithUnsupportedTagConditionKeyForService } from '../rules/allow-notaction-with-unsupported-tag-condition-key-for-service.ts';
import { allowWithUnsupportedTagConditionKeyForService } from '../rules/allow-with-unsupported-tag-condition-key-for-service.ts';
import { confirmAudienceClaimType } from '../rules/confirm-audience-claim-type.ts';
import { emptyArrayAction } from '../rules/empty-array-action.ts';
import { emptyArrayCondition } from '../rules/empty-array-condition.ts';
import { emptyArrayConditionForallvalues } from '../rules/empty-array-condition-forallvalues.ts';
import { emptyArrayConditionForanyvalue } from '../rules/empty-array-condition-foranyvalue.ts';
import { emptyArrayConditionIfexists } from '../rules/empty-array-condition-ifexists.ts';
import { emptyArrayPrincipal } from '../rules/empty-array-principal.ts';
import { emptyArrayResource } from '../rules/empty-array-resource.ts';
import { emptyObjectCondition } from '../rules/empty-object-condition.ts';
import { emptyObjectPrincipal } from '../rules/empty-object-principal.ts';
import { emptySidValue } from '../rules/empty-sid-value.ts';
import { equivalentToNullFalse } from '../rules/equivalent-to-null-false.ts';
import { equivalentToNullTrue } from '../rules/equivalent-to-null-true.ts';
import { improveIpRange } from '../rules/improve-ip-range.ts';
import { irrelevantConditionKeyInPolicy } from '../rules/irrelevant-condition-key-in-policy.ts';
import { nullWithQualifier } from '../rules/null-with-qualifier.ts';
import { privateIpAddressSubset } from '../rules/private-ip-address-subset.ts';
import { privateNotIpAddressSubset } from '../rules/private-not-ip-address-subset.ts';
import { recommendedConditionKeyForServicePrincipal } from '../rules/recommended-condition-key-for-service-principal.ts';
import { redundantAction } from '../rules/redundant-action.ts';
import { redundantConditionValueNum } from '../rules/redundant-condition-value-num.ts';
import { redundantKeyDueToWildcardInCondition } from '../rules/redundant-key-due-to-wildcard-in-condition.ts';
import { redundantPrincipalInRoleTrustPolicy } from '../rules/redundant-principal-in-role-trust-policy.ts';
import { redundantResource } from '../rules/redundant-resource.ts';
import { redundantStatement } from '../rules/redundant-statement.ts';
import { redundantStatementDueToWildcardInCondition } from '../rules/redundant-statement-due-to-wildcard-in-condition.ts';
import { wildcardInServiceName } from '../rules/wildcard-in-service-name.ts';
import type { Rule } from '../rule.ts';

export const suggestionRules: readonly Rule[] = [
  allowNotactionWithUnsupportedTagConditionKeyForService,
  allowWithUnsupportedTagConditionKeyForService,
  confirmAudienceClaimType,
  emptyArrayAction,
  emptyArrayCondition,
  emptyArrayConditionForallvalues,
  emptyArrayConditionForanyvalue,
  emptyArrayConditionIfexists,
  emptyArrayPrincipal,
  emptyArrayResource,
  emptyObjectCondition,
  emptyObjectPrincipal,
  emptySidValue,
  equivalentToNullFalse,
  equivalentToNullTrue,
  improveIpRange,
  irrelevantConditionKeyInPolicy,
  nullWithQualifier,
  privateIpAddressSubset,
  privateNotIpAddressSubset,
  recommendedConditionKeyForServicePrincipal,
  redundantAction,
  redundantConditionValueNum,
  redundantKeyDueToWildcardInCondition,
  redundantPrincipalInRoleTrustPolicy,
  redundantResource,
  redundantStatement,
  redundantStatementDueToWildcardInCondition,
  wildcardInServiceName,
];
