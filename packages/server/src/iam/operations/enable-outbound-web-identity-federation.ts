import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { enableIssuer, issuerUrl } from '../../federation/issuer.ts';
import { currentIssuerKey, insertIssuerKey, newIssuerKey } from '../../federation/issuer-key.ts';
import { writing } from '../../operation/operation.ts';

/** The first account to become an issuer has the server make its keys. */
export const enableOutboundWebIdentityFederation = writing<iam.IamOperations['EnableOutboundWebIdentityFederation']>({
  requires: () => onAnything('iam:EnableOutboundWebIdentityFederation'),
  async handle(_input, { writer, account, now, environment: { federation, random, vault } }) {
    const issuer = await enableIssuer(writer, account, random);
    for (const algorithm of ['RS256', 'ES384'] as const) {
      if (!(await currentIssuerKey(writer.db, algorithm))) await insertIssuerKey(writer, await newIssuerKey(algorithm, vault, now));
    }
    return { IssuerIdentifier: issuerUrl(federation.baseUrl(), issuer) };
  },
});
