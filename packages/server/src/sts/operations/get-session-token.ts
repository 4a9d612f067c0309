import type { sts } from '@assent/catalog';
import { reading } from '../../operation/operation.ts';
import { issueSession } from '../issue-session.ts';
import { spendSecondFactor } from '../second-factor.ts';

const defaultDuration = 43_200;
const rootLimit = 3600;

/** Needs no permission, but a long-term key (R8.16, R9.1). */
export const getSessionToken = reading<sts.StsOperations['GetSessionToken']>({
  requires: () => 'unconditional',
  async handle(input, call) {
    const factor = await spendSecondFactor(input, call);
    const { user, account } = call.caller;
    const duration = input.DurationSeconds ?? defaultDuration;
    const Credentials = user
      ? issueSession(call, account, duration, { holder: { kind: 'user', userId: user.id }, ...factor })
      : issueSession(call, account, Math.min(duration, rootLimit), { holder: { kind: 'root' }, ...factor });
    return { Credentials };
  },
});
