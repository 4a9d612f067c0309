import { findServiceLinkedRole } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import { onNew } from '../../authorization/requirement.ts';
import { insertServiceLinkedRole, serviceLinkedName, serviceLinkedPath } from '../../directory/service-linked-role.ts';
import { writing } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { shownRole } from '../answers/entity-answer.ts';

export const createServiceLinkedRole = writing<iam.IamOperations['CreateServiceLinkedRole']>({
  requires: ({ AWSServiceName, CustomSuffix }, call) => {
    const service = findServiceLinkedRole(AWSServiceName);
    const name = service ? serviceLinkedName(service, CustomSuffix) : 'AWSServiceRole';
    return onNew('iam:CreateServiceLinkedRole', call, 'role', serviceLinkedPath(AWSServiceName), name, { 'iam:AWSServiceName': AWSServiceName });
  },
  async handle({ AWSServiceName, CustomSuffix, Description }, call) {
    const { writer, account, now, environment } = call;
    const service = findServiceLinkedRole(AWSServiceName);
    // R21.39
    if (!service) throw new ApiError('InvalidInput', `Service-linked roles are not supported for ${AWSServiceName}`);
    const row = await insertServiceLinkedRole(writer, account, service, { suffix: CustomSuffix, description: Description }, { now, random: environment.random });
    return { Role: shownRole(call, row, []) };
  },
});
