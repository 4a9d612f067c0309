import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { inPartition } from '../../directory/arn.ts';
import { listSamlProviders } from '../../directory/saml-provider.ts';
import { reading } from '../../operation/operation.ts';

export const listSAMLProviders = reading<iam.IamOperations['ListSAMLProviders']>({
  requires: () => onAnything('iam:ListSAMLProviders'),
  async handle(_input, { db, account, partition }) {
    const rows = await listSamlProviders(db, account);
    return { SAMLProviderList: rows.map(({ arn, valid_until, created_at }) => ({ Arn: inPartition(arn, partition), ValidUntil: new Date(valid_until), CreateDate: new Date(created_at) })) };
  },
});
