import type { iam } from '@assent/catalog';
import { onSamlProvider } from '../../authorization/requirement.ts';
import { getSamlProvider } from '../../directory/saml-provider.ts';
import { removeTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const untagSAMLProvider = writing<iam.IamOperations['UntagSAMLProvider']>({
  requires: ({ SAMLProviderArn, TagKeys }, call) => onSamlProvider('iam:UntagSAMLProvider', call, SAMLProviderArn, { 'aws:TagKeys': TagKeys }),
  async handle({ SAMLProviderArn, TagKeys }, { writer, account }) {
    const { arn } = await getSamlProvider(writer.db, account, SAMLProviderArn);
    await removeTags(writer.db, arn, TagKeys, 'sensitive');
    writer.changed('samlProvider', arn);
  },
});
