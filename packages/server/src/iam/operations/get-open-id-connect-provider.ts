import type { iam } from '@assent/catalog';
import { onOidcProvider } from '../../authorization/requirement.ts';
import { getOidcProvider, listOf } from '../../directory/oidc-provider.ts';
import { apiTags, readTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const getOpenIDConnectProvider = reading<iam.IamOperations['GetOpenIDConnectProvider']>({
  requires: ({ OpenIDConnectProviderArn }, call) => onOidcProvider('iam:GetOpenIDConnectProvider', call, OpenIDConnectProviderArn),
  async handle({ OpenIDConnectProviderArn }, { db, account }) {
    const row = await getOidcProvider(db, account, OpenIDConnectProviderArn);
    return { Url: row.url, ClientIDList: listOf(row.client_ids), ThumbprintList: listOf(row.thumbprints), CreateDate: new Date(row.created_at), Tags: apiTags(await readTags(db, row.arn)) };
  },
});
