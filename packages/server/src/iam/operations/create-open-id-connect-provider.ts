import type { iam } from '@assent/catalog';
import { onOidcProvider, requestTags } from '../../authorization/requirement.ts';
import { inPartition, oidcProviderArn } from '../../directory/arn.ts';
import { insertOidcProvider, readClientIds, readProviderUrl, readThumbprints } from '../../directory/oidc-provider.ts';
import { apiTags, readTags, setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const createOpenIDConnectProvider = writing<iam.IamOperations['CreateOpenIDConnectProvider']>({
  requires({ Url, Tags }, call) {
    const arn = inPartition(oidcProviderArn(call.account, readProviderUrl(Url)), call.partition);
    return [onOidcProvider('iam:CreateOpenIDConnectProvider', call, arn, requestTags(Tags)), ...(Tags && Tags.length > 0 ? [onOidcProvider('iam:TagOpenIDConnectProvider', call, arn, requestTags(Tags))] : [])];
  },
  async handle({ Url, ClientIDList = [], ThumbprintList = [], Tags = [] }, { writer, account, now, partition }) {
    const row = await insertOidcProvider(writer, { account, url: readProviderUrl(Url), clientIds: readClientIds(ClientIDList), thumbprints: readThumbprints(ThumbprintList), now });
    await setTags(writer.db, row.arn, Tags, 'sensitive');
    return { OpenIDConnectProviderArn: inPartition(row.arn, partition), Tags: apiTags(await readTags(writer.db, row.arn)) };
  },
});
