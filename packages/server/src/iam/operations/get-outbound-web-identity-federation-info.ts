import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { getIssuer, issuerUrl } from '../../federation/issuer.ts';
import { reading } from '../../operation/operation.ts';

export const getOutboundWebIdentityFederationInfo = reading<iam.IamOperations['GetOutboundWebIdentityFederationInfo']>({
  requires: () => onAnything('iam:GetOutboundWebIdentityFederationInfo'),
  async handle(_input, { db, account, environment }) {
    return { IssuerIdentifier: issuerUrl(environment.federation.baseUrl(), await getIssuer(db, account)), JwtVendingEnabled: true };
  },
});
