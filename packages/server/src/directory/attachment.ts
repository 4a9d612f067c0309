import type { AttachmentRow, HolderKind } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { notAttached } from './fault.ts';
import { getAttachable, readPolicyArn } from './managed-policy.ts';
import { nameKey } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { checkQuota } from './quota.ts';

/** A user, group or role that holds policies. */
export interface Holder {
  readonly kind: HolderKind;
  readonly id: string;
  readonly account: string;
}

export const holderOf = (kind: HolderKind, row: { readonly id: string; readonly account_id: string }): Holder => ({ kind, id: row.id, account: row.account_id });

const quotaNames = { user: 'PoliciesPerUser', group: 'PoliciesPerGroup', role: 'PoliciesPerRole' } as const;

/** Idempotent (R21.16).
 * @throws ApiError `ValidationError`, `NoSuchEntity`, `LimitExceeded` */
export async function attachPolicy({ db, changed }: Writer, holder: Holder, policyArn: string, now: Date): Promise<void> {
  const { arn, name } = await getAttachable(db, holder.account, policyArn);
  const held = await db.selectFrom('attachments').select('policy_arn').where('holder_id', '=', holder.id).execute();
  if (held.some(({ policy_arn }) => policy_arn === arn)) return;
  checkQuota(quotaNames[holder.kind], held.length + 1);
  await db
    .insertInto('attachments')
    .values({
      holder_id: holder.id,
      holder_kind: holder.kind,
      account_id: holder.account,
      policy_arn: arn,
      policy_name: name,
      policy_name_key: nameKey(name),
      attached_at: now.getTime(),
    })
    .execute();
  changed(holder.kind, holder.id);
}

/** @throws ApiError `NoSuchEntity` where it is not attached */
export async function detachPolicy({ db, changed }: Writer, holder: Holder, policyArn: string): Promise<void> {
  const { arn } = readPolicyArn(policyArn);
  const { numDeletedRows } = await db.deleteFrom('attachments').where('holder_id', '=', holder.id).where('policy_arn', '=', arn).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw notAttached(policyArn);
  changed(holder.kind, holder.id);
}

export async function listAttachments(db: Database, holder: Holder, pathPrefix: string | undefined, page: PageRequest): Promise<Page<AttachmentRow>> {
  const rows = await db.selectFrom('attachments').selectAll().where('holder_id', '=', holder.id).orderBy('policy_name_key').orderBy('policy_arn').execute();
  const wanted = rows.filter(({ policy_arn }) => pathPrefix === undefined || readPolicyArn(policy_arn).path.startsWith(pathPrefix));
  const { after } = page;
  const rest = after ? wanted.filter((row) => row.policy_name_key > after.key || (row.policy_name_key === after.key && row.policy_arn > after.id)) : wanted;
  return pageOf(rest.slice(0, page.limit + 1), page, (row) => ({ key: row.policy_name_key, id: row.policy_arn }));
}
