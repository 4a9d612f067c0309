import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { putAccountProperties as put } from '../../directory/account-properties.ts';
import { writing } from '../../operation/operation.ts';

export const putAccountProperties = writing<iam.IamOperations['PutAccountProperties']>({
  requires: () => onAnything('iam:PutAccountProperties'),
  async handle({ Properties }, { writer, account }) {
    await put(writer, account, Properties);
    return {};
  },
});
