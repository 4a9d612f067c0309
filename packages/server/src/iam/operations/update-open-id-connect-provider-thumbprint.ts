import type { iam } from '@assent/catalog';
import { onOidcProvider } from '../../authorization/requirement.ts';
import { getOidcProvider, readThumbprints, updateOidcProvider } from '../../directory/oidc-provider.ts';
import { writing } from '../../operation/operation.ts';

/** Replaces the whole list (R21.33). */
export const updateOpenIDConnectProviderThumbprint = writing<iam.IamOperations['UpdateOpenIDConnectProviderThumbprint']>({
  requires: ({ OpenIDConnectProviderArn }, call) => onOidcProvider('iam:UpdateOpenIDConnectProviderThumbprint', call, OpenIDConnectProviderArn),
  async handle({ OpenIDConnectProviderArn, ThumbprintList }, { writer, account }) {
    const row = await getOidcProvider(writer.db, account, OpenIDConnectProviderArn);
    await updateOidcProvider(writer, row, { thumbprints: readThumbprints(ThumbprintList) });
  },
});
