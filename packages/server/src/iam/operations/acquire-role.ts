import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { noSuchTemplate } from '../../directory/fault.ts';
import { writing } from '../../operation/operation.ts';

/** Role templates are AWS's: none is public, and no operation makes one, so that there is none to make a role from. */
export const acquireRole = writing<iam.IamOperations['AcquireRole']>({
  requires: () => onAnything('iam:AcquireRole'),
  handle({ TemplateArn }) {
    throw noSuchTemplate(TemplateArn);
  },
});
