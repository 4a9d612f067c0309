import type { iam } from '@assent/catalog';
import { onSamlProvider } from '../../authorization/requirement.ts';
import { addSamlKey, getSamlProvider, listSamlKeys, removeSamlKey, samlValidUntil, updateSamlProvider } from '../../directory/saml-provider.ts';
import { readSamlMetadata } from '../../federation/saml-metadata.ts';
import { writing } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';

/** What is not given stays. */
export const updateSAMLProvider = writing<iam.IamOperations['UpdateSAMLProvider']>({
  requires: ({ SAMLProviderArn }, call) => onSamlProvider('iam:UpdateSAMLProvider', call, SAMLProviderArn),
  async handle({ SAMLProviderArn, SAMLMetadataDocument, AssertionEncryptionMode, AddPrivateKey, RemovePrivateKey }, { writer, account, now, environment: { vault, random } }) {
    const row = await getSamlProvider(writer.db, account, SAMLProviderArn);
    const metadata = SAMLMetadataDocument === undefined ? undefined : await readSamlMetadata(SAMLMetadataDocument);
    if (RemovePrivateKey !== undefined) await removeSamlKey(writer, row, RemovePrivateKey);
    if (AddPrivateKey !== undefined) await addSamlKey(writer, row, AddPrivateKey, { vault, random, now });
    const mode = AssertionEncryptionMode ?? row.encryption_mode;
    if (mode === 'Required' && (await listSamlKeys(writer.db, row.arn)).length === 0) throw new ApiError('InvalidInput', 'A private key is needed where encryption of assertions is required.');
    await updateSamlProvider(writer, row, {
      encryption_mode: mode,
      ...(SAMLMetadataDocument !== undefined && metadata ? { metadata: SAMLMetadataDocument, valid_until: samlValidUntil(metadata.validUntil, now) } : {}),
    });
    return { SAMLProviderArn };
  },
});
