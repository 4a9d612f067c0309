import { listManagedPolicies } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { countAllUses, listPolicyRows } from '../../directory/managed-policy.ts';
import { nameKey } from '../../directory/named-entity.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { awsPolicy, listedPolicy, noUse } from '../answers/policy-answer.ts';

/** The account's policies and AWS's in one list (R21.17). */
export const listPolicies = reading<iam.IamOperations['ListPolicies']>({
  requires: () => onAnything('iam:ListPolicies'),
  async handle(input, call) {
    const { Scope = 'All', OnlyAttached = false, PathPrefix, PolicyUsageFilter } = input;
    const uses = await countAllUses(call.db, call.account);
    const useOf = (arn: string) => uses.get(arn) ?? noUse;
    const own = Scope === 'AWS' ? [] : await listPolicyRows(call.db, call.account, PathPrefix);
    const aws = Scope === 'Local' ? [] : listManagedPolicies().filter(({ path }) => PathPrefix === undefined || path.startsWith(PathPrefix));
    const wanted = (arn: string): boolean => {
      const { attachments, boundaries } = useOf(arn);
      if (PolicyUsageFilter === 'PermissionsPolicy') return attachments > 0;
      if (PolicyUsageFilter === 'PermissionsBoundary') return boundaries > 0;
      return !OnlyAttached || attachments > 0;
    };
    const all = [
      ...own.filter(({ arn }) => wanted(arn)).map((row) => ({ key: row.name_key, id: row.id, show: () => listedPolicy(call, row, useOf(row.arn)) })),
      ...aws.filter(({ arn }) => wanted(arn)).map((policy) => ({ key: nameKey(policy.name), id: policy.id, show: () => awsPolicy(call, policy, useOf(policy.arn)) })),
    ].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id < b.id ? -1 : 1));
    const page = pageOfAll(all, pageRequest(input), ({ key, id }) => ({ key, id }));
    return { Policies: page.items.map(({ show }) => show()), ...pageEnd(page) };
  },
});
