import type { iam } from '@assent/catalog';
import { insertAccessKey } from '../../directory/access-key.ts';
import { writing } from '../../operation/operation.ts';
import { keyOwner, onKeyOwner } from '../key-owner.ts';

/** The one answer that shows the secret. */
export const createAccessKey = writing<iam.IamOperations['CreateAccessKey']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:CreateAccessKey', call, UserName),
  async handle({ UserName }, call) {
    const { writer, now, environment } = call;
    const owner = await keyOwner(writer.db, call, UserName);
    const { row, secret } = await insertAccessKey(writer, owner, { vault: environment.vault, random: environment.random, now });
    return {
      AccessKey: { UserName: owner.userName ?? call.account, AccessKeyId: row.id, Status: row.status, SecretAccessKey: secret, CreateDate: new Date(row.created_at) },
    };
  },
});
