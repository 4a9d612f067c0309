import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { rootArn } from '../../directory/arn.ts';
import { validation } from '../../directory/fault.ts';
import { knownUser } from '../../directory/user.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import { shownUser } from '../answers/entity-answer.ts';
import { impliedUser } from '../requirement-keys.ts';

export const getUser = reading<iam.IamOperations['GetUser']>({
  requires: ({ UserName }, call) => {
    const name = UserName ?? impliedUser(call);
    return name === undefined ? { action: 'iam:GetUser', resource: call.caller.arn } : onUser('iam:GetUser', call, name);
  },
  handle({ UserName }, call) {
    const name = UserName ?? impliedUser(call);
    if (name === undefined) return { User: rootUser(call) };
    const { row, tags } = knownUser(call.snapshot, call.account, name);
    return { User: shownUser(call, row, tags) };
  },
});

/** The account root as a user: without a name and a path (R21.4, D59). */
function rootUser(call: Call): iam.User {
  if (call.caller.principal.kind !== 'root') throw validation('Must specify userName when calling with non-User credentials');
  const created = call.snapshot.find('account', call.account)?.createdAt ?? 0;
  const root: Partial<iam.User> = { UserId: call.account, Arn: rootArn(call.partition, call.account), CreateDate: new Date(created) };
  return root as iam.User;
}
