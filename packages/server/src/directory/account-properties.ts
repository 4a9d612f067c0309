import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';

/** How many an account may have. */
const propertyLimit = 100;

export async function readAccountProperties(db: Database, account: string): Promise<Readonly<Record<string, string>>> {
  const rows = await db.selectFrom('account_properties').selectAll().where('account_id', '=', account).orderBy('name').execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** Sets properties of one namespace, `Namespace/PropertyName`.
 * @throws ApiError `InvalidInput` */
export async function putAccountProperties({ db }: Writer, account: string, properties: Readonly<Record<string, string>>): Promise<void> {
  const entries = Object.entries(properties);
  if (entries.length === 0) throw new ApiError('InvalidInput', 'At least one property must be given.');
  for (const [name, value] of entries) {
    if (name.length > 50 || !/^[A-Za-z][A-Za-z0-9_-]*\/[A-Za-z0-9_-]+$/.test(name)) throw new ApiError('InvalidInput', `The property ${name.slice(0, 50)} is not of the form Namespace/PropertyName.`);
    if (value.length < 1 || value.length > 1024) throw new ApiError('InvalidInput', `The value of property ${name} must have 1 to 1024 characters.`);
  }
  if (new Set(entries.map(([name]) => name.split('/', 1)[0])).size > 1) throw new ApiError('InvalidInput', 'All properties must belong to the same namespace.');
  const held = await readAccountProperties(db, account);
  if (new Set([...Object.keys(held), ...entries.map(([name]) => name)]).size > propertyLimit) throw new ApiError('InvalidInput', `An account can have up to ${propertyLimit} properties.`);
  for (const [name, value] of entries) {
    await db
      .insertInto('account_properties')
      .values({ account_id: account, name, value })
      .onConflict((conflict) => conflict.columns(['account_id', 'name']).doUpdateSet({ value }))
      .execute();
  }
}
