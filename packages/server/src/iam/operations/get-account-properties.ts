import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { readAccountProperties } from '../../directory/account-properties.ts';
import { reading } from '../../operation/operation.ts';

export const getAccountProperties = reading<iam.IamOperations['GetAccountProperties']>({
  requires: () => onAnything('iam:GetAccountProperties'),
  async handle(_input, { db, account }) {
    return { Properties: await readAccountProperties(db, account) };
  },
});
