import { listManagedPolicies } from '@assent/catalog';
import type { ManagedPolicy, iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { countAllUses, countUses, listPolicyRows } from '../../directory/managed-policy.ts';
import { nameKey } from '../../directory/named-entity.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import type { PageRequest } from '../../directory/page.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import type { PolicyRow } from '../../store/schema.ts';
import { awsPolicy, listedPolicy, noUse } from '../answers/policy-answer.ts';

/** A policy of the account or of AWS in the one list. */
type Entry = { readonly key: string; readonly id: string; readonly arn: string } & ({ readonly row: PolicyRow } | { readonly aws: ManagedPolicy });

/** The account's policies and AWS's in one list (R21.17). */
export const listPolicies = reading<iam.IamOperations['ListPolicies']>({
  requires: () => onAnything('iam:ListPolicies'),
  async handle(input, call) {
    const page = pageOfAll(await entriesOf(input, call, pageRequest(input)), pageRequest(input), ({ key, id }) => ({ key, id }));
    const uses = await countUses(call.db, call.account, page.items.map(({ arn }) => arn));
    const shown = page.items.map((entry) => {
      const use = uses.get(entry.arn) ?? noUse;
      return 'row' in entry ? listedPolicy(call, entry.row, use) : awsPolicy(call, entry.aws, use);
    });
    return { Policies: shown, ...pageEnd(page) };
  },
});

/** Sorted; of the account's no more than a page needs, unless their use chooses among them. */
async function entriesOf({ Scope = 'All', OnlyAttached = false, PathPrefix, PolicyUsageFilter }: iam.ListPoliciesRequest, { db, account }: Call, { after, limit }: PageRequest): Promise<readonly Entry[]> {
  const chosen = OnlyAttached || PolicyUsageFilter !== undefined;
  const uses = chosen ? await countAllUses(db, account) : undefined;
  const wanted = ({ arn }: Entry): boolean => {
    if (!uses) return true;
    const { attachments, boundaries } = uses.get(arn) ?? noUse;
    return PolicyUsageFilter === 'PermissionsBoundary' ? boundaries > 0 : attachments > 0;
  };
  const rows = Scope === 'AWS' ? [] : await listPolicyRows(db, account, { prefix: PathPrefix, after, ...(chosen ? {} : { limit: limit + 1 }) });
  const own = rows.map((row): Entry => ({ key: row.name_key, id: row.id, arn: row.arn, row }));
  const aws = Scope === 'Local' ? [] : awsEntries().filter((entry) => 'aws' in entry && (PathPrefix === undefined || entry.aws.path.startsWith(PathPrefix)));
  return [...own, ...aws].filter(wanted).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id < b.id ? -1 : 1));
}

let known: readonly Entry[] | undefined;

/** AWS's policies do not change while the server runs. */
const awsEntries = (): readonly Entry[] => (known ??= listManagedPolicies().map((aws) => ({ key: nameKey(aws.name), id: aws.id, arn: aws.arn, aws })));
