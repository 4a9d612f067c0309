import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { listGroupRows } from '../../directory/group.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { shownGroup } from '../answers/entity-answer.ts';

export const listGroups = reading<iam.IamOperations['ListGroups']>({
  requires: () => onAnything('iam:ListGroups'),
  async handle(input, call) {
    const page = await listGroupRows(call.db, call.account, input.PathPrefix, pageRequest(input));
    return { Groups: page.items.map((row) => shownGroup(call, row)), ...pageEnd(page) };
  },
});
