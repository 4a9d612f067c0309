import type { iam } from '@assent/catalog';
import { onSamlProvider } from '../../authorization/requirement.ts';
import { deleteSamlProvider, getSamlProvider } from '../../directory/saml-provider.ts';
import { writing } from '../../operation/operation.ts';

export const deleteSAMLProvider = writing<iam.IamOperations['DeleteSAMLProvider']>({
  requires: ({ SAMLProviderArn }, call) => onSamlProvider('iam:DeleteSAMLProvider', call, SAMLProviderArn),
  async handle({ SAMLProviderArn }, { writer, account }) {
    await deleteSamlProvider(writer, await getSamlProvider(writer.db, account, SAMLProviderArn));
  },
});
