import type { iam } from '@assent/catalog';
import { getAccessKey, setAccessKeyStatus } from '../../directory/access-key.ts';
import { validation } from '../../directory/fault.ts';
import { writing } from '../../operation/operation.ts';
import { keyOwner, onKeyOwner } from '../key-owner.ts';

export const updateAccessKey = writing<iam.IamOperations['UpdateAccessKey']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:UpdateAccessKey', call, UserName),
  async handle({ UserName, AccessKeyId, Status }, call) {
    // The model's enum has a third value, which AWS sets and nobody else.
    if (Status === 'Expired') throw validation("1 validation error detected: Value 'Expired' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]");
    const { writer } = call;
    const owner = await keyOwner(writer.db, call, UserName);
    await setAccessKeyStatus(writer, await getAccessKey(writer.db, owner, AccessKeyId), Status);
  },
});
