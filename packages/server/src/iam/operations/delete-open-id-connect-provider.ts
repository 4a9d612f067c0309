import type { iam } from '@assent/catalog';
import { onOidcProvider } from '../../authorization/requirement.ts';
import { deleteOidcProvider } from '../../directory/oidc-provider.ts';
import { writing } from '../../operation/operation.ts';

export const deleteOpenIDConnectProvider = writing<iam.IamOperations['DeleteOpenIDConnectProvider']>({
  requires: ({ OpenIDConnectProviderArn }, call) => onOidcProvider('iam:DeleteOpenIDConnectProvider', call, OpenIDConnectProviderArn),
  handle: ({ OpenIDConnectProviderArn }, { writer, account }) => deleteOidcProvider(writer, account, OpenIDConnectProviderArn),
});
