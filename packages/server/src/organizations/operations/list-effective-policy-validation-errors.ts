import type { organizations } from '@assent/catalog';
import { organizationPath } from '../../directory/hierarchy.ts';
import { getInherited } from '../../directory/inherited-policy.ts';
import { getMember } from '../../directory/member.ts';
import { getOrganization } from '../../directory/organization.ts';
import { pageOfAll } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { onAccount, policyTypeKey } from '../requirement.ts';

export const listEffectivePolicyValidationErrors = reading<organizations.OrganizationsOperations['ListEffectivePolicyValidationErrors']>({
  requires: ({ AccountId, PolicyType }, call) => onAccount('ListEffectivePolicyValidationErrors', 'readers', call, AccountId, policyTypeKey(PolicyType)),
  async handle(input, { db, account, snapshot, now }) {
    const { AccountId, PolicyType } = input;
    const organization = await getOrganization(db, account);
    const { faults, policies } = await getInherited(db, organization, await getMember(db, organization, AccountId), PolicyType);
    const found = faults.map((fault, index) => ({ fault, key: String(index).padStart(6, '0') }));
    const { items, marker } = pageOfAll(found, tokenPage(input), ({ key }) => ({ key, id: '' }));
    return {
      AccountId,
      PolicyType,
      Path: `${organizationPath(snapshot, AccountId) ?? ''}${AccountId}/`,
      EvaluationTimestamp: now,
      NextToken: marker,
      EffectivePolicyValidationErrors: items.map(({ fault }) => ({ ErrorCode: fault.code, ErrorMessage: fault.message, PathToError: fault.path, ContributingPolicies: policies })),
    };
  },
});
