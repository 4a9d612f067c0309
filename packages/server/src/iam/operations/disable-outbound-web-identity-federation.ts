import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { disableIssuer } from '../../federation/issuer.ts';
import { writing } from '../../operation/operation.ts';

export const disableOutboundWebIdentityFederation = writing<iam.IamOperations['DisableOutboundWebIdentityFederation']>({
  requires: () => onAnything('iam:DisableOutboundWebIdentityFederation'),
  handle: (_input, { writer, account }) => disableIssuer(writer, account),
});
