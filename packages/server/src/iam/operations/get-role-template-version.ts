import type { iam } from '@assent/catalog';
import { noSuchTemplate } from '../../directory/fault.ts';
import { reading } from '../../operation/operation.ts';

/** There is no role template to be found, as for AcquireRole. */
export const getRoleTemplateVersion = reading<iam.IamOperations['GetRoleTemplateVersion']>({
  requires: ({ TemplateArn }) => ({ action: 'iam:GetRoleTemplateVersion', resource: TemplateArn }),
  handle({ TemplateArn }) {
    throw noSuchTemplate(TemplateArn);
  },
});
