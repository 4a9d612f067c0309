import type { iam } from '@assent/catalog';
import { listAccessKeys as list } from '../../directory/access-key.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { keyOwner, onKeyOwner } from '../key-owner.ts';

export const listAccessKeys = reading<iam.IamOperations['ListAccessKeys']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:ListAccessKeys', call, UserName),
  async handle(input, call) {
    const owner = await keyOwner(call.db, call, input.UserName);
    const page = pageOfAll(await list(call.db, owner), pageRequest(input), ({ created_at, id }) => ({ key: String(created_at).padStart(16, '0'), id }));
    return {
      AccessKeyMetadata: page.items.map((row) => ({ UserName: owner.userName, AccessKeyId: row.id, Status: row.status, CreateDate: new Date(row.created_at) })),
      ...pageEnd(page),
    };
  },
});
