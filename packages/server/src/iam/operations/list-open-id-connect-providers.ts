import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { inPartition } from '../../directory/arn.ts';
import { listOidcProviders } from '../../directory/oidc-provider.ts';
import { reading } from '../../operation/operation.ts';

export const listOpenIDConnectProviders = reading<iam.IamOperations['ListOpenIDConnectProviders']>({
  requires: () => onAnything('iam:ListOpenIDConnectProviders'),
  async handle(_input, { db, account, partition }) {
    return { OpenIDConnectProviderList: (await listOidcProviders(db, account)).map(({ arn }) => ({ Arn: inPartition(arn, partition) })) };
  },
});
