import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { validation } from '../../directory/fault.ts';
import { knownUser } from '../../directory/user.ts';
import { reading } from '../../operation/operation.ts';
import { rootUser, shownUser } from '../answers/entity-answer.ts';
import { impliedUser } from '../requirement-keys.ts';

export const getUser = reading<iam.IamOperations['GetUser']>({
  requires: ({ UserName }, call) => {
    const name = UserName ?? impliedUser(call);
    return name === undefined ? { action: 'iam:GetUser', resource: call.caller.arn } : onUser('iam:GetUser', call, name);
  },
  handle({ UserName }, call) {
    const name = UserName ?? impliedUser(call);
    if (name === undefined) {
      // R21.4
      if (call.caller.principal.kind !== 'root') throw validation('Must specify userName when calling with non-User credentials');
      return { User: rootUser(call) };
    }
    const { row, tags } = knownUser(call.snapshot, call.account, name);
    return { User: shownUser(call, row, tags) };
  },
});
