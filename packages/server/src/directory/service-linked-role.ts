import { findManagedPolicy } from '@assent/catalog';
import type { ServiceLinkedRole } from '@assent/catalog';
import type { RoleRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import type { DeletionTaskRow } from '../store/tables/reports.ts';
import { ApiError } from '../wire/api-error.ts';
import { attachPolicy, holderOf } from './attachment.ts';
import { noSuch } from './fault.ts';
import { uuid } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { nameKey, newNamedRow } from './named-entity.ts';
import { eraseRole, findRoleRow, insertRole, isServiceLinked } from './role.ts';

interface Moment {
  readonly now: Date;
  readonly random: RandomBytes;
}

export const serviceLinkedPath = (service: string): string => `/aws-service-role/${service}/`;

export const serviceLinkedName = ({ roleName }: ServiceLinkedRole, suffix: string | undefined): string => (suffix === undefined ? roleName : `${roleName}_${suffix}`);

/** Makes the role as its service would (R21.35, R21.36).
 * @throws ApiError `InvalidInput` */
export async function insertServiceLinkedRole(writer: Writer, account: string, service: ServiceLinkedRole, given: { readonly suffix: string | undefined; readonly description: string | undefined }, { now, random }: Moment): Promise<RoleRow> {
  if (given.suffix !== undefined && !service.suffixAllowed) throw new ApiError('InvalidInput', `Custom suffix is not allowed for ${service.service}`);
  const name = serviceLinkedName(service, given.suffix);
  if (await findRoleRow(writer.db, account, name)) throw new ApiError('InvalidInput', `Service role name ${name} has been taken in this account, please try a different suffix.`);
  const statement = { Effect: 'Allow', Principal: { Service: service.service }, Action: 'sts:AssumeRole' };
  const row = await insertRole(writer, newNamedRow('AROA', account, name, serviceLinkedPath(service.service), now, random), {
    trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    trustPrincipals: {},
    description: given.description ?? service.description,
    maxSessionDuration: undefined,
    boundary: undefined,
  });
  // A policy that AWS took back is not among the known ones.
  if (findManagedPolicy(service.policyArn)) await attachPolicy(writer, holderOf('role', row), service.policyArn, now);
  return row;
}

/** How long it is remembered that a role was deleted. */
const taskKept = 7 * 24 * 3600_000;

/** Deletes the role and answers the task that did so. Asked again, the first task is the answer (R21.37). A role that its
 * service uses stays, and the task has failed.
 * @param usedBy says why a role cannot go, if it cannot
 * @throws ApiError `NoSuchEntity`, `InvalidInput` for a role that is not service-linked */
export async function deleteServiceLinkedRole(writer: Writer, account: string, name: string, usedBy: (role: RoleRow) => string | undefined, { now, random }: Moment): Promise<DeletionTaskRow> {
  const { db } = writer;
  const role = await findRoleRow(db, account, name);
  if (!role) {
    const done = await db.selectFrom('deletion_tasks').selectAll().where('account_id', '=', account).where('role_name_key', '=', nameKey(name)).executeTakeFirst();
    if (!done) throw noSuch('role', name);
    return done;
  }
  if (!isServiceLinked(role)) throw new ApiError('InvalidInput', `The role with name ${name} is not a service-linked role.`);
  const failure = usedBy(role) ?? null;
  if (failure === null) {
    await db.deleteFrom('attachments').where('holder_id', '=', role.id).execute();
    await eraseRole(writer, role);
  }
  const forgotten = db.deleteFrom('deletion_tasks').where('account_id', '=', account);
  await forgotten.where(({ or, eb }) => or([eb('role_name_key', '=', role.name_key), eb('created_at', '<', now.getTime() - taskKept)])).execute();
  const task: DeletionTaskRow = { id: `task${role.path}${role.name}/${uuid(random)}`, account_id: account, role_name_key: role.name_key, failure, created_at: now.getTime() };
  await db.insertInto('deletion_tasks').values(task).execute();
  return task;
}

/** @throws ApiError `NoSuchEntity` */
export async function getDeletionTask(db: Database, account: string, id: string): Promise<DeletionTaskRow> {
  const task = await db.selectFrom('deletion_tasks').selectAll().where('id', '=', id).where('account_id', '=', account).executeTakeFirst();
  if (!task) throw new ApiError('NoSuchEntity', `The deletion task ${id} cannot be found.`);
  return task;
}
