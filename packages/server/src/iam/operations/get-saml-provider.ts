import type { iam } from '@assent/catalog';
import { onSamlProvider } from '../../authorization/requirement.ts';
import { getSamlProvider, listSamlKeys } from '../../directory/saml-provider.ts';
import { apiTags, readTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const getSAMLProvider = reading<iam.IamOperations['GetSAMLProvider']>({
  requires: ({ SAMLProviderArn }, call) => onSamlProvider('iam:GetSAMLProvider', call, SAMLProviderArn),
  async handle({ SAMLProviderArn }, { db, account }) {
    const row = await getSamlProvider(db, account, SAMLProviderArn);
    const keys = await listSamlKeys(db, row.arn);
    return {
      SAMLProviderUUID: row.uuid,
      SAMLMetadataDocument: row.metadata,
      CreateDate: new Date(row.created_at),
      ValidUntil: new Date(row.valid_until),
      Tags: apiTags(await readTags(db, row.arn)),
      AssertionEncryptionMode: row.encryption_mode ?? undefined,
      PrivateKeyList: keys.length > 0 ? keys.map(({ id, created_at }) => ({ KeyId: id, Timestamp: new Date(created_at) })) : undefined,
    };
  },
});
