import type { sts } from '@assent/catalog';
import { reading } from '../../operation/operation.ts';

/** Valid credentials are enough, even under an explicit deny (R8.16). */
export const getCallerIdentity = reading<sts.StsOperations['GetCallerIdentity']>({
  requires: () => 'unconditional',
  handle: (_input, { caller }) => ({ UserId: caller.userId, Account: caller.account, Arn: caller.arn }),
});
