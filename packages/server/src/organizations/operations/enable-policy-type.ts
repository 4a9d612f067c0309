import type { organizations } from '@assent/catalog';
import { checkRoot, enableType } from '../../directory/organization-policy-type.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownRoot } from '../answers.ts';
import { onTarget, policyTypeKey } from '../requirement.ts';

export const enablePolicyType = writing<organizations.OrganizationsOperations['EnablePolicyType']>({
  requires: ({ RootId, PolicyType }, call) => onTarget('EnablePolicyType', 'delegates', call, RootId, policyTypeKey(PolicyType)),
  async handle({ RootId, PolicyType }, call) {
    const { writer, account, now } = call;
    const organization = await getOrganization(writer.db, account);
    checkRoot(organization, RootId);
    await enableType(writer, organization, PolicyType, now);
    return { Root: await shownRoot(call, organization) };
  },
});
