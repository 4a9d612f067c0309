import { parsePolicy } from '@assent/policy';
import type { PolicyDocument, Statement } from '@assent/policy';
import type { OrganizationResourcePolicyRow, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { delegableActions, organizationsActions, policyTypes } from './delegable-action.ts';
import { lowerCaseId } from './identifier.ts';
import type { Making } from './organization.ts';
import { constraintViolation, invalidInput, organizationFault } from './organization-fault.ts';
import { checkOrganizationTags, setOrganizationTags } from './organization-tag.ts';
import type { Snapshot } from './snapshot.ts';
import type { ApiTag } from './tag.ts';
import { removeAllTags } from './tag.ts';
import { resolvePrincipals, UnknownPrincipalError } from './stored-principals.ts';

const sizeLimit = 40_000;

const findResourcePolicy = (db: Database, { id }: OrganizationRow): Promise<OrganizationResourcePolicyRow | undefined> =>
  db.selectFrom('organization_resource_policies').selectAll().where('organization_id', '=', id).executeTakeFirst();

/** @throws ApiError `ResourcePolicyNotFoundException` */
export async function getResourcePolicy(db: Database, organization: OrganizationRow): Promise<OrganizationResourcePolicyRow> {
  const row = await findResourcePolicy(db, organization);
  if (!row) throw organizationFault('ResourcePolicyNotFoundException');
  return row;
}

/** Makes or replaces the one policy; tags only when it is made (R23.50).
 * @throws ApiError */
export async function storeResourcePolicy(writer: Writer, organization: OrganizationRow, content: string, tags: readonly ApiTag[], snapshot: Snapshot, { random }: Making): Promise<OrganizationResourcePolicyRow> {
  const { db, changed } = writer;
  if (content.length > sizeLimit) throw constraintViolation('POLICY_CONTENT_LIMIT_EXCEEDED');
  const principals = JSON.stringify(checkResourcePolicy(content, organization, snapshot));
  const held = await findResourcePolicy(db, organization);
  if (held && tags.length > 0) throw invalidInput('UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED', 'You can specify tags only when you create the resource policy: use TagResource to change them.');
  checkOrganizationTags(tags);
  const row: OrganizationResourcePolicyRow = { id: held?.id ?? lowerCaseId('rp-', 10, random), organization_id: organization.id, content, principals };
  if (held) await db.updateTable('organization_resource_policies').set({ content, principals }).where('id', '=', row.id).execute();
  else await db.insertInto('organization_resource_policies').values(row).execute();
  await setOrganizationTags(db, row.id, tags);
  changed('organization', organization.id);
  return row;
}

/** @throws ApiError `ResourcePolicyNotFoundException` */
export async function removeResourcePolicy({ db, changed }: Writer, organization: OrganizationRow): Promise<void> {
  const { id } = await getResourcePolicy(db, organization);
  await removeAllTags(db, id);
  await db.deleteFrom('organization_resource_policies').where('id', '=', id).execute();
  changed('organization', organization.id);
}

/** @returns the principals with the unique ids they have now
 * @throws ApiError `InvalidInputException` (R23.50) */
function checkResourcePolicy(content: string, organization: OrganizationRow, snapshot: Snapshot): Readonly<Record<string, string>> {
  const { document } = parsePolicy(content, { type: 'resource' });
  if (!document || !document.versionStated) throw invalidInput('INVALID_RESOURCE_POLICY_JSON', 'You provided a resource policy that is not a valid policy document.');
  checkPrincipals(document, organization, snapshot);
  for (const statement of document.statements) {
    if (!isDelegable(statement)) throw invalidInput('UNSUPPORTED_ACTION_IN_RESOURCE_POLICY', 'You specified an action that is not supported in a resource policy.');
    if (!isOwn(statement, organization)) throw invalidInput('UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY', 'You specified a resource that is not supported in a resource policy.');
    if (!namesPolicyTypes(statement)) throw invalidInput('UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY', 'You specified a policy type that is not supported in a resource policy.');
  }
  try {
    return resolvePrincipals(content, 'resource', snapshot);
  } catch (error) {
    throw error instanceof UnknownPrincipalError ? invalidPrincipal() : error;
  }
}

const invalidPrincipal = (): ApiError => invalidInput('INVALID_PRINCIPAL', 'You specified an invalid principal: only member accounts of the organization, and users and roles in them, can be named.');

/** Member accounts and principals in them; everybody only to deny. */
function checkPrincipals({ statements }: PolicyDocument, organization: OrganizationRow, snapshot: Snapshot): void {
  for (const { effect, principal } of statements) {
    if (!principal || principal.negated || principal.entries.length === 0) throw invalidPrincipal();
    for (const { kind, value } of principal.entries) {
      if (value === '*' && (kind === '*' || kind === 'AWS') && effect === 'Deny') continue;
      const account = kind === 'AWS' ? /^(?:arn:aws[a-z-]*:(?:iam|sts)::)?(\d{12})(?:$|:)/.exec(value)?.[1] : undefined;
      if (account === undefined || account === organization.management_account_id || snapshot.organizationOf(account)?.id !== organization.id) throw invalidPrincipal();
    }
  }
}

/** Actions by name, or by the beginning of names that can all be delegated. */
const isDelegable = ({ action }: Statement): boolean =>
  !action.negated &&
  action.entries.every(({ value }) => {
    const pattern = value.toLowerCase();
    const named = pattern.endsWith('*') ? organizationsActions.filter((each) => each.toLowerCase().startsWith(pattern.slice(0, -1))) : organizationsActions.filter((each) => each.toLowerCase() === pattern);
    return named.length > 0 && named.every((each) => delegableActions.has(each));
  });

/** What belongs to the organization, by ARN or all of it. */
function isOwn({ resource }: Statement, { management_account_id: account }: OrganizationRow): boolean {
  if (!resource || resource.negated) return false;
  return resource.entries.every(({ value }) => {
    if (value === '*') return true;
    const [arn, partition = '', service, region, owner] = value.split(':');
    return arn === 'arn' && partition.startsWith('aws') && service === 'organizations' && region === '' && (owner === account || owner === '*' || owner === 'aws');
  });
}

/** A type by name; with wildcards, whatever it comes to. */
const namesPolicyTypes = ({ conditions }: Statement): boolean =>
  conditions.every(({ key, values }) => key.value.toLowerCase() !== 'organizations:policytype' || values.every(({ value }) => policyTypes.has(value) || /^[A-Z0-9_]*[*?]/.test(value)));
