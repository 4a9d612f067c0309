import type { Rule } from '../validation/rule.ts';
import { administratorAccessGranted } from './rules/administrator-access.ts';
import { allowNotAction } from './rules/allow-not-action.ts';
import { allowNotResource } from './rules/allow-not-resource.ts';
import { crossAccountTrustFrom } from './rules/cross-account-trust.ts';
import { oidcTrustWithoutSubject } from './rules/oidc-trust-without-subject.ts';
import { passAnyRole } from './rules/pass-any-role.ts';
import { patternChangesPermissions } from './rules/pattern-changes-permissions.ts';
import { publicAccess } from './rules/public-access.ts';
import { serviceTrustWithoutSource } from './rules/service-trust-without-source.ts';
import { serviceWideAction } from './rules/service-wide-action.ts';
import { trustOfWholeAccount } from './rules/trust-of-whole-account.ts';
import { wildcardResource } from './rules/wildcard-resource.ts';

/** This project's own checks of policies (D63).
 * @param accounts ids whose principals are not another account's */
export const ownRules = (accounts: readonly string[] = []): readonly Rule[] => [
  administratorAccessGranted,
  allowNotAction,
  allowNotResource,
  crossAccountTrustFrom(new Set(accounts)),
  oidcTrustWithoutSubject,
  passAnyRole,
  patternChangesPermissions,
  publicAccess,
  serviceTrustWithoutSource,
  serviceWideAction,
  trustOfWholeAccount,
  wildcardResource,
];
