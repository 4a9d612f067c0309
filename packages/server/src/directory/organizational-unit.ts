import type { OrganizationalUnitRow, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { lowerCaseId } from './identifier.ts';
import { wholeSeconds } from './named-entity.ts';
import type { Making } from './organization.ts';
import { constraintViolation, organizationFault } from './organization-fault.ts';
import type { OrganizationFault } from './organization-fault.ts';
import { attachDefaults, detachAll } from './organization-policy-attachment.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { removeAllTags } from './tag.ts';

/** R23.23, and the number of them in an organization (R14.2). */
const depthLimit = 5;
const numberLimit = 2000;

export const findUnit = (db: Database, { id: organization }: OrganizationRow, id: string): Promise<OrganizationalUnitRow | undefined> =>
  db.selectFrom('organizational_units').selectAll().where('id', '=', id).where('organization_id', '=', organization).executeTakeFirst();

/** @throws ApiError `OrganizationalUnitNotFoundException` */
export async function getUnit(db: Database, organization: OrganizationRow, id: string): Promise<OrganizationalUnitRow> {
  const row = await findUnit(db, organization, id);
  if (!row) throw organizationFault('OrganizationalUnitNotFoundException');
  return row;
}

/** The ids of the units from below the root down to a parent: empty for the root itself.
 * @throws ApiError with the code given, where it is neither the root nor a unit */
export async function getParent(db: Database, organization: OrganizationRow, id: string, missing: OrganizationFault = 'ParentNotFoundException'): Promise<readonly string[]> {
  const units: string[] = [];
  for (let at = id; at !== organization.root_id; ) {
    const row = await findUnit(db, organization, at);
    if (!row) throw organizationFault(missing);
    units.unshift(row.id);
    at = row.parent_id;
  }
  return units;
}

/** @throws ApiError `ParentNotFoundException`, `DuplicateOrganizationalUnitException`, `ConstraintViolationException` */
export async function insertUnit(writer: Writer, organization: OrganizationRow, parent: string, name: string, { now, random }: Making): Promise<OrganizationalUnitRow> {
  const { db, changed } = writer;
  const above = await getParent(db, organization, parent);
  if (above.length >= depthLimit) throw constraintViolation('OU_DEPTH_LIMIT_EXCEEDED');
  const { count } = await db.selectFrom('organizational_units').select(({ fn }) => fn.countAll<number>().as('count')).where('organization_id', '=', organization.id).executeTakeFirstOrThrow();
  if (Number(count) >= numberLimit) throw constraintViolation('OU_NUMBER_LIMIT_EXCEEDED');
  await checkNameIsFree(db, parent, name);
  const id = lowerCaseId(`ou-${organization.root_id.slice(2)}-`, 8, random);
  const row: OrganizationalUnitRow = { id, organization_id: organization.id, parent_id: parent, name, created_at: wholeSeconds(now) };
  await db.insertInto('organizational_units').values(row).execute();
  await attachDefaults(writer, organization, row.id, now);
  changed('organizationalUnit', row.id);
  return row;
}

async function checkNameIsFree(db: Database, parent: string, name: string): Promise<void> {
  const namesake = await db.selectFrom('organizational_units').select('id').where('parent_id', '=', parent).where('name', '=', name).executeTakeFirst();
  if (namesake) throw organizationFault('DuplicateOrganizationalUnitException');
}

/** @throws ApiError `DuplicateOrganizationalUnitException` */
export async function renameUnit({ db, changed }: Writer, row: OrganizationalUnitRow, name: string): Promise<OrganizationalUnitRow> {
  if (name !== row.name) {
    await checkNameIsFree(db, row.parent_id, name);
    await db.updateTable('organizational_units').set({ name }).where('id', '=', row.id).execute();
    changed('organizationalUnit', row.id);
  }
  return { ...row, name };
}

/** @throws ApiError `OrganizationalUnitNotEmptyException` */
export async function deleteUnit({ db, changed }: Writer, { id }: OrganizationalUnitRow): Promise<void> {
  const account = await db.selectFrom('memberships').select('account_id').where('parent_id', '=', id).limit(1).executeTakeFirst();
  const unit = await db.selectFrom('organizational_units').select('id').where('parent_id', '=', id).limit(1).executeTakeFirst();
  if (account ?? unit) throw organizationFault('OrganizationalUnitNotEmptyException');
  await detachAll(db, id);
  await removeAllTags(db, id);
  await db.deleteFrom('organizational_units').where('id', '=', id).execute();
  changed('organizationalUnit', id);
}

/** Those directly below a parent (R23.30). */
export async function listUnits(db: Database, parent: string, page: PageRequest): Promise<Page<OrganizationalUnitRow>> {
  let query = db.selectFrom('organizational_units').selectAll().where('parent_id', '=', parent).orderBy('id').limit(page.limit + 1);
  if (page.after) query = query.where('id', '>', page.after.key);
  return pageOf(await query.execute(), page, ({ id }) => ({ key: id, id: '' }));
}
