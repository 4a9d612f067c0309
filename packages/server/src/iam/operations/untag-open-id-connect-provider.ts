import type { iam } from '@assent/catalog';
import { onOidcProvider } from '../../authorization/requirement.ts';
import { getOidcProvider } from '../../directory/oidc-provider.ts';
import { removeTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const untagOpenIDConnectProvider = writing<iam.IamOperations['UntagOpenIDConnectProvider']>({
  requires: ({ OpenIDConnectProviderArn, TagKeys }, call) => onOidcProvider('iam:UntagOpenIDConnectProvider', call, OpenIDConnectProviderArn, { 'aws:TagKeys': TagKeys }),
  async handle({ OpenIDConnectProviderArn, TagKeys }, { writer, account }) {
    const { arn } = await getOidcProvider(writer.db, account, OpenIDConnectProviderArn);
    await removeTags(writer.db, arn, TagKeys, 'sensitive');
    writer.changed('oidcProvider', arn);
  },
});
