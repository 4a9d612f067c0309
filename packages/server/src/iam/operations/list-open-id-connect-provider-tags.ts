import type { iam } from '@assent/catalog';
import { onOidcProvider } from '../../authorization/requirement.ts';
import { getOidcProvider } from '../../directory/oidc-provider.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { pageTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const listOpenIDConnectProviderTags = reading<iam.IamOperations['ListOpenIDConnectProviderTags']>({
  requires: ({ OpenIDConnectProviderArn }, call) => onOidcProvider('iam:ListOpenIDConnectProviderTags', call, OpenIDConnectProviderArn),
  async handle(input, { db, account }) {
    const { arn } = await getOidcProvider(db, account, input.OpenIDConnectProviderArn);
    const page = await pageTags(db, arn, pageRequest(input));
    return { Tags: page.items, ...pageEnd(page) };
  },
});
