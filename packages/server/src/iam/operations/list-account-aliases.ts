import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { readAlias } from '../../directory/account-alias.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';

export const listAccountAliases = reading<iam.IamOperations['ListAccountAliases']>({
  requires: () => onAnything('iam:ListAccountAliases'),
  async handle(input, { db, account }) {
    const alias = await readAlias(db, account);
    const page = pageOfAll(alias === undefined ? [] : [alias], pageRequest(input), (key) => ({ key, id: '' }));
    return { AccountAliases: page.items, ...pageEnd(page) };
  },
});
