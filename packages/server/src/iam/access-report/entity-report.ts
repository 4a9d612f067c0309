import type { iam } from '@assent/catalog';
import type { CompiledPolicy } from '@assent/policy';
import { entityArn, parsePolicyArn } from '../../directory/arn.ts';
import type { RoleFacts, UserFacts } from '../../directory/facts.ts';
import { getKnown } from '../../directory/managed-policy.ts';
import { listEntitiesOf } from '../../directory/policy-entity.ts';
import type { Call } from '../../operation/call.ts';
import type { HolderKind } from '../../store/schema.ts';
import { findHolder } from '../simulation/policy-source.ts';
import { grantedServices } from './granted-service.ts';

/** A use of an action: service prefix, action, time, region. */
export type ReportedUse = readonly [namespace: string, action: string, at: number, region: string];

/** A user or role that could have used what a report is about. */
export interface ReportedEntity {
  readonly arn: string;
  readonly name: string;
  readonly type: 'USER' | 'ROLE';
  readonly id: string;
  readonly path: string;
  readonly uses: readonly ReportedUse[];
}

/** Service last accessed details as they were when they were asked for. */
export interface EntityReport {
  readonly granularity: NonNullable<iam.GenerateServiceLastAccessedDetailsRequest['Granularity']>;
  /** Prefixes of the services that the policies open, sorted. */
  readonly services: readonly string[];
  readonly entities: readonly ReportedEntity[];
}

interface Subject {
  readonly policies: readonly CompiledPolicy[];
  readonly entities: readonly (UserFacts | RoleFacts)[];
}

/** Makes the report on a user, group, role or managed policy (R21.45).
 * @throws ApiError `NoSuchEntity`, `ValidationError` */
export async function entityReport(call: Call, arn: string, granularity: EntityReport['granularity']): Promise<EntityReport> {
  const { policies, entities } = parsePolicyArn(arn) ? await ofPolicy(call, arn) : await ofHolder(call, arn);
  const rows = await call.environment.actionUsage.read(call.db, entities.map(({ id }) => id));
  const uses = new Map<string, ReportedUse[]>(entities.map(({ id }) => [id, []]));
  for (const { entity_id, namespace, action, used_at, region } of rows) {
    if (isReported(used_at, call.now)) uses.get(entity_id)?.push([namespace, action, used_at, region]);
  }
  return { granularity, services: grantedServices([policies]), entities: entities.map((facts) => reported(call, facts, uses.get(facts.id) ?? [])) };
}

/** R21.8: what was used within 400 days. */
export const isReported = (at: number, now: Date): boolean => now.getTime() - at <= 400 * 24 * 3600_000;

function reported({ partition }: Call, { kind, id, account, path, name }: UserFacts | RoleFacts, uses: readonly ReportedUse[]): ReportedEntity {
  return { arn: entityArn(partition, account, kind, path, name), name, type: kind === 'user' ? 'USER' : 'ROLE', id, path, uses };
}

async function ofHolder(call: Call, arn: string): Promise<Subject> {
  const holder = findHolder(call, arn);
  const policies = call.environment.library.held(holder).map(({ compiled }) => compiled);
  return { policies, entities: holder.kind === 'group' ? await membersOf(call, [holder.id]) : [holder] };
}

async function membersOf({ db, snapshot }: Call, groups: readonly string[]): Promise<readonly UserFacts[]> {
  const members = new Set<string>();
  for (const group of groups) {
    for (const { user_id } of await db.selectFrom('group_members').select('user_id').where('group_id', '=', group).execute()) members.add(user_id);
  }
  return [...members].flatMap((id) => snapshot.find('user', id) ?? []);
}

async function ofPolicy(call: Call, text: string): Promise<Subject> {
  const { db, account, snapshot } = call;
  const { arn } = await getKnown(db, account, text);
  const holders = await listEntitiesOf(db, account, arn, { usage: 'PermissionsPolicy' });
  const ids = (kind: HolderKind): string[] => holders.flatMap((holder) => (holder.kind === kind ? [holder.id] : []));
  const direct = [...ids('user').flatMap((id) => snapshot.find('user', id) ?? []), ...ids('role').flatMap((id) => snapshot.find('role', id) ?? [])];
  const entities = new Map([...direct, ...(await membersOf(call, ids('group')))].map((facts) => [facts.id, facts]));
  return { policies: [call.environment.library.managed(arn, 'identity')], entities: [...entities.values()] };
}
