import type { ChangeKind } from '../store/schema.ts';
import type { OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { findAwsPolicy } from './aws-organization-policy.ts';
import { constraintViolation, invalidInput, organizationFault } from './organization-fault.ts';
import { removeTags, setTags } from './tag.ts';
import type { ApiTag } from './tag.ts';
import { quotas } from './quota.ts';

/** What of an organization carries tags (R23.65), with the entity that changes with them. */
export interface Taggable {
  readonly id: string;
  readonly change: readonly [ChangeKind, string];
}

/** @throws ApiError `TargetNotFoundException` */
export async function getTaggable(db: Database, organization: OrganizationRow, id: string): Promise<Taggable> {
  const change = await changeOf(db, organization, id);
  if (!change) throw organizationFault('TargetNotFoundException');
  return { id, change };
}

async function changeOf(db: Database, organization: OrganizationRow, id: string): Promise<readonly [ChangeKind, string] | undefined> {
  const own = organization.id;
  if (id === organization.root_id) return ['organization', own];
  if (findAwsPolicy(id)) throw invalidInput('IMMUTABLE_POLICY', 'You cannot change a policy that is managed by AWS.');
  const exists = async (query: { executeTakeFirst(): Promise<object | undefined> }, kind: ChangeKind, changed = id) => ((await query.executeTakeFirst()) ? ([kind, changed] as const) : undefined);
  if (id.startsWith('ou-')) return exists(db.selectFrom('organizational_units').select('id').where('id', '=', id).where('organization_id', '=', own), 'organizationalUnit');
  if (id.startsWith('p-')) return exists(db.selectFrom('organization_policies').select('id').where('id', '=', id).where('organization_id', '=', own), 'organizationPolicy');
  if (id.startsWith('rp-')) return exists(db.selectFrom('organization_resource_policies').select('id').where('id', '=', id).where('organization_id', '=', own), 'organization', own);
  if (id.startsWith('rt-')) {
    const transfers = db.selectFrom('responsibility_transfers').select('id').where('id', '=', id);
    return exists(transfers.where((where) => where.or([where('source_organization_id', '=', own), where('target_organization_id', '=', own)])), 'responsibilityTransfer');
  }
  return exists(db.selectFrom('memberships').select('account_id').where('account_id', '=', id).where('organization_id', '=', own), 'account');
}

/** @throws ApiError `InvalidInputException`, `ConstraintViolationException` */
export function checkOrganizationTags(tags: readonly ApiTag[]): void {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw invalidInput('DUPLICATE_TAG_KEY', 'Duplicate tag keys found. Tag keys must be unique.');
  if (tags.some(({ Key }) => /^aws:/i.test(Key))) throw invalidInput('INVALID_SYSTEM_TAGS_PARAMETER', 'You specified a tag key that is a system tag. You cannot add, edit, or delete system tag keys because they are reserved for AWS use.');
  if (tags.length > quotas.TagsPerEntity) throw constraintViolation('MAX_TAG_LIMIT_EXCEEDED');
}

/** Same keys are overwritten (R23.65).
 * @throws ApiError `InvalidInputException`, `ConstraintViolationException` */
export async function setOrganizationTags(db: Database, entity: string, tags: readonly ApiTag[]): Promise<void> {
  checkOrganizationTags(tags);
  const held = await db.selectFrom('tags').select('key').where('entity_id', '=', entity).execute();
  if (new Set([...held.map(({ key }) => key), ...tags.map(({ Key }) => Key)]).size > quotas.TagsPerEntity) throw constraintViolation('MAX_TAG_LIMIT_EXCEEDED');
  await setTags(db, entity, tags, 'sensitive');
}

export async function tagEntity({ db, changed }: Writer, { id, change }: Taggable, tags: readonly ApiTag[]): Promise<void> {
  await setOrganizationTags(db, id, tags);
  changed(...change);
}

export async function untagEntity({ db, changed }: Writer, { id, change }: Taggable, keys: readonly string[]): Promise<void> {
  await removeTags(db, id, keys, 'sensitive');
  changed(...change);
}
