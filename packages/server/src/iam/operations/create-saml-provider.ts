import type { iam } from '@assent/catalog';
import { onSamlProvider, requestTags } from '../../authorization/requirement.ts';
import { inPartition, samlProviderArn } from '../../directory/arn.ts';
import { addSamlKey, insertSamlProvider } from '../../directory/saml-provider.ts';
import { apiTags, readTags, setTags } from '../../directory/tag.ts';
import { readSamlMetadata } from '../../federation/saml-metadata.ts';
import { writing } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';

export const createSAMLProvider = writing<iam.IamOperations['CreateSAMLProvider']>({
  requires({ Name, Tags }, call) {
    const arn = inPartition(samlProviderArn(call.account, Name), call.partition);
    return [onSamlProvider('iam:CreateSAMLProvider', call, arn, requestTags(Tags)), ...(Tags && Tags.length > 0 ? [onSamlProvider('iam:TagSAMLProvider', call, arn, requestTags(Tags))] : [])];
  },
  async handle({ Name, SAMLMetadataDocument, Tags = [], AssertionEncryptionMode, AddPrivateKey }, { writer, account, now, partition, environment: { vault, random } }) {
    if (AssertionEncryptionMode === 'Required' && AddPrivateKey === undefined) throw new ApiError('InvalidInput', 'A private key is needed where encryption of assertions is required.');
    const { validUntil } = await readSamlMetadata(SAMLMetadataDocument);
    const row = await insertSamlProvider(writer, { account, name: Name, metadata: SAMLMetadataDocument, validUntil, encryptionMode: AssertionEncryptionMode ?? null, now, random });
    if (AddPrivateKey !== undefined) await addSamlKey(writer, row, AddPrivateKey, { vault, random, now });
    await setTags(writer.db, row.arn, Tags, 'sensitive');
    return { SAMLProviderArn: inPartition(row.arn, partition), Tags: apiTags(await readTags(writer.db, row.arn)) };
  },
});
