import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { setTokenVersion } from '../../directory/account.ts';
import { writing } from '../../operation/operation.ts';

/** Shows in GetAccountSummary (R21.49). */
export const setSecurityTokenServicePreferences = writing<iam.IamOperations['SetSecurityTokenServicePreferences']>({
  requires: () => onAnything('iam:SetSecurityTokenServicePreferences'),
  handle: ({ GlobalEndpointTokenVersion }, { writer, account }) => setTokenVersion(writer, account, GlobalEndpointTokenVersion === 'v2Token' ? 2 : 1),
});
