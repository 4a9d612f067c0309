import type { OrganizationPolicyAttachmentRow, OrganizationPolicyType, OrganizationRow } from '../store/tables/organizations.ts';
import type { ChangeKind } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { defaultPolicyOf } from './aws-organization-policy.ts';
import { constraintViolation, invalidInput, organizationFault } from './organization-fault.ts';
import { isEnabled } from './organization-policy-type.ts';
import type { AnyOrganizationPolicy } from './organization-policy.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';

/** A root, organizational unit or account that policies are attached to. */
export interface PolicyTarget {
  readonly id: string;
  readonly type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
  readonly name: string;
}

/** @throws ApiError `TargetNotFoundException` */
export async function getTarget(db: Database, organization: OrganizationRow, id: string): Promise<PolicyTarget> {
  if (id === organization.root_id) return { id, type: 'ROOT', name: 'Root' };
  const unit = await db.selectFrom('organizational_units').select('name').where('id', '=', id).where('organization_id', '=', organization.id).executeTakeFirst();
  if (unit) return { id, type: 'ORGANIZATIONAL_UNIT', name: unit.name };
  const account = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select('name')
    .where('account_id', '=', id)
    .where('organization_id', '=', organization.id)
    .executeTakeFirst();
  if (!account) throw organizationFault('TargetNotFoundException');
  return { id, type: 'ACCOUNT', name: account.name };
}

/** How many of a type one target may have; 10 where nothing else is said (R23.44, R14.2). */
const attachmentLimits: Partial<Readonly<Record<OrganizationPolicyType, number>>> = { RESOURCE_CONTROL_POLICY: 5, AISERVICES_OPT_OUT_POLICY: 5, CHATBOT_POLICY: 5 };

const ofTarget = (db: Database, target: string) => db.selectFrom('organization_policy_attachments').selectAll().where('target_id', '=', target).orderBy('position');

/** @throws ApiError `PolicyTypeNotEnabledException`, `DuplicatePolicyAttachmentException`, `ConstraintViolationException` (R23.44) */
export async function attachToTarget(writer: Writer, organization: OrganizationRow, policy: AnyOrganizationPolicy, target: PolicyTarget, now: Date): Promise<void> {
  const { db, changed } = writer;
  if (!(await isEnabled(db, organization, policy.type))) throw organizationFault('PolicyTypeNotEnabledException');
  const held = await ofTarget(db, target.id).execute();
  if (held.some(({ policy_id }) => policy_id === policy.id)) throw organizationFault('DuplicatePolicyAttachmentException');
  if (held.filter(({ type }) => type === policy.type).length >= (attachmentLimits[policy.type] ?? 10)) throw constraintViolation('MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
  await insertAttachment(db, organization, policy, target.id, (held.at(-1)?.position ?? 0) + 1, now);
  changed(...changeOf(organization, target.id));
}

async function insertAttachment(db: Database, organization: OrganizationRow, policy: Pick<AnyOrganizationPolicy, 'id' | 'type'>, target: string, position: number, now: Date): Promise<void> {
  await db
    .insertInto('organization_policy_attachments')
    .values({ target_id: target, policy_id: policy.id, organization_id: organization.id, type: policy.type, position, attached_at: now.getTime() })
    .execute();
}

/** @throws ApiError `PolicyNotAttachedException`, `InvalidInputException`, `ConstraintViolationException` (R23.45) */
export async function detachFromTarget({ db, changed }: Writer, organization: OrganizationRow, policy: AnyOrganizationPolicy, target: PolicyTarget): Promise<void> {
  const held = await ofTarget(db, target.id).where('type', '=', policy.type).execute();
  if (policy.id === defaultPolicyOf('RESOURCE_CONTROL_POLICY')?.id) throw invalidInput('NON_DETACHABLE_POLICY', 'You cannot detach this policy.');
  if (!held.some(({ policy_id }) => policy_id === policy.id)) throw organizationFault('PolicyNotAttachedException');
  if (policy.type === 'SERVICE_CONTROL_POLICY' && held.length === 1) throw constraintViolation('MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
  await db.deleteFrom('organization_policy_attachments').where('target_id', '=', target.id).where('policy_id', '=', policy.id).execute();
  changed(...changeOf(organization, target.id));
}

/** AWS's own policies of the types that are enabled, for what is new in the organization (R23.48). */
export async function attachDefaults({ db }: Writer, organization: OrganizationRow, target: string, now: Date): Promise<void> {
  const enabled = await db.selectFrom('organization_policy_types').select('type').where('organization_id', '=', organization.id).orderBy('type').execute();
  const defaults = enabled.flatMap(({ type }) => defaultPolicyOf(type) ?? []);
  for (const [index, policy] of defaults.entries()) await insertAttachment(db, organization, policy, target, index + 1, now);
}

/** AWS's own policy of a type that has just been enabled, for everything in the organization (R23.42, R23.43). */
export async function attachDefaultEverywhere({ db, changed }: Writer, organization: OrganizationRow, type: OrganizationPolicyType, now: Date): Promise<void> {
  const policy = defaultPolicyOf(type);
  if (!policy) return;
  for (const target of await targetsOf(db, organization)) {
    const last = await db.selectFrom('organization_policy_attachments').select('position').where('target_id', '=', target).orderBy('position', 'desc').limit(1).executeTakeFirst();
    await insertAttachment(db, organization, policy, target, (last?.position ?? 0) + 1, now);
    changed(...changeOf(organization, target));
  }
}

async function targetsOf(db: Database, { id, root_id }: OrganizationRow): Promise<readonly string[]> {
  const units = await db.selectFrom('organizational_units').select('id').where('organization_id', '=', id).orderBy('id').execute();
  const accounts = await db.selectFrom('memberships').select('account_id').where('organization_id', '=', id).orderBy('account_id').execute();
  return [root_id, ...units.map((unit) => unit.id), ...accounts.map(({ account_id }) => account_id)];
}

/** Everything of a type that has just been disabled (R23.43). */
export async function detachType({ db, changed }: Writer, organization: OrganizationRow, type: OrganizationPolicyType): Promise<void> {
  const rows = await db.selectFrom('organization_policy_attachments').select('target_id').where('organization_id', '=', organization.id).where('type', '=', type).execute();
  await db.deleteFrom('organization_policy_attachments').where('organization_id', '=', organization.id).where('type', '=', type).execute();
  for (const { target_id } of rows) changed(...changeOf(organization, target_id));
}

export const detachAll = async (db: Database, target: string): Promise<void> => {
  await db.deleteFrom('organization_policy_attachments').where('target_id', '=', target).execute();
};

/** What changes with the attachments of a target: those of the root are facts of the organization. */
function changeOf(organization: OrganizationRow, target: string): readonly [ChangeKind, string] {
  if (target === organization.root_id) return ['organization', organization.id];
  return target.startsWith('ou-') ? ['organizationalUnit', target] : ['account', target];
}

export async function listAttachmentsOf(db: Database, target: string, type: OrganizationPolicyType): Promise<readonly OrganizationPolicyAttachmentRow[]> {
  return ofTarget(db, target).where('type', '=', type).execute();
}

/** Ids of what a policy is attached to. */
export async function listTargetIds(db: Database, organization: OrganizationRow, policy: string, page: PageRequest): Promise<Page<string>> {
  let query = db.selectFrom('organization_policy_attachments').select('target_id').where('organization_id', '=', organization.id).where('policy_id', '=', policy).orderBy('target_id').limit(page.limit + 1);
  if (page.after) query = query.where('target_id', '>', page.after.key);
  const { items, marker } = pageOf(await query.execute(), page, ({ target_id }) => ({ key: target_id, id: '' }));
  return { items: items.map(({ target_id }) => target_id), marker };
}
