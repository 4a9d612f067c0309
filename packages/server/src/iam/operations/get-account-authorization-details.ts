import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { pageEnd, pageOf, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { authorizationEntries } from '../authorization-details.ts';

/** The four lists as one, a page at a time (R20.17, R21.21). */
export const getAccountAuthorizationDetails = reading<iam.IamOperations['GetAccountAuthorizationDetails']>({
  requires: () => onAnything('iam:GetAccountAuthorizationDetails'),
  async handle(input, call) {
    const asked = pageRequest(input);
    const page = pageOf(await authorizationEntries(call, input.Filter, asked), asked, ({ key, id }) => ({ key, id }));
    const UserDetailList: iam.UserDetail[] = [];
    const GroupDetailList: iam.GroupDetail[] = [];
    const RoleDetailList: iam.RoleDetail[] = [];
    const Policies: iam.ManagedPolicyDetail[] = [];
    for (const entry of page.items) {
      const detail = await entry.read();
      if (detail.kind === 'user') UserDetailList.push(detail.value);
      else if (detail.kind === 'group') GroupDetailList.push(detail.value);
      else if (detail.kind === 'role') RoleDetailList.push(detail.value);
      else Policies.push(detail.value);
    }
    return { UserDetailList, GroupDetailList, RoleDetailList, Policies, ...pageEnd(page) };
  },
});
