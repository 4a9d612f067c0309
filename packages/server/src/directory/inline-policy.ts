import { checkAcceptance, countPolicyCharacters } from '@assent/policy';
import type { InlinePolicyRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import type { Holder } from './attachment.ts';
import { malformed, noSuchInlinePolicy } from './fault.ts';
import { nameKey } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { inlineSizes } from './quota.ts';

/** Creates or replaces (R21.19). The size is that of all inline policies of the holder together.
 * @param holderName for the message
 * @throws ApiError `MalformedPolicyDocument`, `LimitExceeded` */
export async function putInlinePolicy({ db, changed }: Writer, holder: Holder, holderName: string, name: string, document: string): Promise<void> {
  const refusal = checkAcceptance(document, 'inline');
  if (refusal) throw malformed(refusal.message);
  const others = await db.selectFrom('inline_policies').select('document').where('holder_id', '=', holder.id).where('name_key', '!=', nameKey(name)).execute();
  const size = others.reduce((sum, other) => sum + countPolicyCharacters(other.document), countPolicyCharacters(document));
  const quota = inlineSizes[holder.kind];
  if (size > quota) throw new ApiError('LimitExceeded', `Maximum policy size of ${quota} bytes exceeded for ${holder.kind} ${holderName}`);
  const row: InlinePolicyRow = { holder_id: holder.id, holder_kind: holder.kind, name, name_key: nameKey(name), document };
  await db
    .insertInto('inline_policies')
    .values(row)
    .onConflict((conflict) => conflict.columns(['holder_id', 'name_key']).doUpdateSet({ name, document }))
    .execute();
  changed(holder.kind, holder.id);
}

/** @throws ApiError `NoSuchEntity` */
export async function getInlinePolicy(db: Database, holder: Holder, name: string): Promise<InlinePolicyRow> {
  const row = await db.selectFrom('inline_policies').selectAll().where('holder_id', '=', holder.id).where('name_key', '=', nameKey(name)).executeTakeFirst();
  if (!row) throw noSuchInlinePolicy(holder.kind, name);
  return row;
}

export async function deleteInlinePolicy({ db, changed }: Writer, holder: Holder, name: string): Promise<void> {
  await getInlinePolicy(db, holder, name);
  await db.deleteFrom('inline_policies').where('holder_id', '=', holder.id).where('name_key', '=', nameKey(name)).execute();
  changed(holder.kind, holder.id);
}

export async function listInlinePolicies(db: Database, holder: Holder, page: PageRequest): Promise<Page<InlinePolicyRow>> {
  let query = db.selectFrom('inline_policies').selectAll().where('holder_id', '=', holder.id).orderBy('name_key').limit(page.limit + 1);
  if (page.after) query = query.where('name_key', '>', page.after.key);
  return pageOf(await query.execute(), page, (row) => ({ key: row.name_key, id: '' }));
}
