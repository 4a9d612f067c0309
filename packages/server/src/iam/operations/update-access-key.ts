import type { iam } from '@assent/catalog';
import { getAccessKey, setAccessKeyStatus } from '../../directory/access-key.ts';
import { settableStatus } from '../../directory/credential-status.ts';
import { writing } from '../../operation/operation.ts';
import { keyOwner, onKeyOwner } from '../key-owner.ts';

export const updateAccessKey = writing<iam.IamOperations['UpdateAccessKey']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:UpdateAccessKey', call, UserName),
  async handle({ UserName, AccessKeyId, Status }, call) {
    const { writer } = call;
    const status = settableStatus(Status);
    const owner = await keyOwner(writer.db, call, UserName);
    await setAccessKeyStatus(writer, await getAccessKey(writer.db, owner, AccessKeyId), status);
  },
});
