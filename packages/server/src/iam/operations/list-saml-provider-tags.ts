import type { iam } from '@assent/catalog';
import { onSamlProvider } from '../../authorization/requirement.ts';
import { getSamlProvider } from '../../directory/saml-provider.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { pageTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const listSAMLProviderTags = reading<iam.IamOperations['ListSAMLProviderTags']>({
  requires: ({ SAMLProviderArn }, call) => onSamlProvider('iam:ListSAMLProviderTags', call, SAMLProviderArn),
  async handle(input, { db, account }) {
    const { arn } = await getSamlProvider(db, account, input.SAMLProviderArn);
    const page = await pageTags(db, arn, pageRequest(input));
    return { Tags: page.items, ...pageEnd(page) };
  },
});
