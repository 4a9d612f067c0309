import type { iam } from '@assent/catalog';
import { onOidcProvider } from '../../authorization/requirement.ts';
import { getOidcProvider, listOf, readClientIds, updateOidcProvider } from '../../directory/oidc-provider.ts';
import { writing } from '../../operation/operation.ts';

/** One that is there already is no error (R21.33). */
export const addClientIDToOpenIDConnectProvider = writing<iam.IamOperations['AddClientIDToOpenIDConnectProvider']>({
  requires: ({ OpenIDConnectProviderArn }, call) => onOidcProvider('iam:AddClientIDToOpenIDConnectProvider', call, OpenIDConnectProviderArn),
  async handle({ OpenIDConnectProviderArn, ClientID }, { writer, account }) {
    const row = await getOidcProvider(writer.db, account, OpenIDConnectProviderArn);
    await updateOidcProvider(writer, row, { clientIds: readClientIds([...listOf(row.client_ids), ClientID]) });
  },
});
