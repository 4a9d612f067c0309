import type { iam } from '@assent/catalog';
import { onSamlProvider, requestTags } from '../../authorization/requirement.ts';
import { getSamlProvider } from '../../directory/saml-provider.ts';
import { setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const tagSAMLProvider = writing<iam.IamOperations['TagSAMLProvider']>({
  requires: ({ SAMLProviderArn, Tags }, call) => onSamlProvider('iam:TagSAMLProvider', call, SAMLProviderArn, requestTags(Tags)),
  async handle({ SAMLProviderArn, Tags }, { writer, account }) {
    const { arn } = await getSamlProvider(writer.db, account, SAMLProviderArn);
    await setTags(writer.db, arn, Tags, 'sensitive');
    writer.changed('samlProvider', arn);
  },
});
