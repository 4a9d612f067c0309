import type { iam } from '@assent/catalog';
import { onOidcProvider } from '../../authorization/requirement.ts';
import { getOidcProvider, listOf, updateOidcProvider } from '../../directory/oidc-provider.ts';
import { writing } from '../../operation/operation.ts';

/** One that is not there is no error (R21.33). */
export const removeClientIDFromOpenIDConnectProvider = writing<iam.IamOperations['RemoveClientIDFromOpenIDConnectProvider']>({
  requires: ({ OpenIDConnectProviderArn }, call) => onOidcProvider('iam:RemoveClientIDFromOpenIDConnectProvider', call, OpenIDConnectProviderArn),
  async handle({ OpenIDConnectProviderArn, ClientID }, { writer, account }) {
    const row = await getOidcProvider(writer.db, account, OpenIDConnectProviderArn);
    await updateOidcProvider(writer, row, { clientIds: listOf(row.client_ids).filter((id) => id !== ClientID) });
  },
});
