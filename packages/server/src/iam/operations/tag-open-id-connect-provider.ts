import type { iam } from '@assent/catalog';
import { onOidcProvider, requestTags } from '../../authorization/requirement.ts';
import { getOidcProvider } from '../../directory/oidc-provider.ts';
import { setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const tagOpenIDConnectProvider = writing<iam.IamOperations['TagOpenIDConnectProvider']>({
  requires: ({ OpenIDConnectProviderArn, Tags }, call) => onOidcProvider('iam:TagOpenIDConnectProvider', call, OpenIDConnectProviderArn, requestTags(Tags)),
  async handle({ OpenIDConnectProviderArn, Tags }, { writer, account }) {
    const { arn } = await getOidcProvider(writer.db, account, OpenIDConnectProviderArn);
    await setTags(writer.db, arn, Tags, 'sensitive');
    writer.changed('oidcProvider', arn);
  },
});
