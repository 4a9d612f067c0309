import type { sts } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { validation } from '../../directory/fault.ts';
import { accountOfAccessKey } from '../../directory/identifier.ts';
import { reading } from '../../operation/operation.ts';

/** Answers from the id alone: whether there is such a key plays no part. */
export const getAccessKeyInfo = reading<sts.StsOperations['GetAccessKeyInfo']>({
  requires: () => onAnything('sts:GetAccessKeyInfo'),
  handle({ AccessKeyId }, { snapshot }) {
    // A key that was given to the server carries no account in its id.
    const Account = snapshot.find('accessKey', AccessKeyId)?.account ?? accountOfAccessKey(AccessKeyId);
    if (Account === undefined) throw validation(`The access key id ${AccessKeyId} is invalid.`);
    return { Account };
  },
});
