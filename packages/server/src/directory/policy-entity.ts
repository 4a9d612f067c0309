import type { HolderKind } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

/** A user, group or role that uses a managed policy. */
export interface PolicyEntity {
  readonly kind: HolderKind;
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
}

export interface EntityFilter {
  /** `User`, `Role`, `Group`; other values of the API's filter name no entities. */
  readonly kind?: string | undefined;
  readonly pathPrefix?: string | undefined;
  readonly usage?: 'PermissionsPolicy' | 'PermissionsBoundary' | undefined;
}

const tableOf = { group: 'groups', role: 'roles', user: 'users' } as const;

/** Who a policy is attached to, and whose boundary it is, in an account (R21.22), sorted by kind and name. */
export async function listEntitiesOf(db: Database, account: string, arn: string, { kind, pathPrefix, usage }: EntityFilter): Promise<readonly PolicyEntity[]> {
  const found: PolicyEntity[] = [];
  for (const each of ['group', 'role', 'user'] as const) {
    if (kind !== undefined && kind.toLowerCase() !== each) continue;
    const rows = new Map<string, { readonly id: string; readonly name: string; readonly name_key: string; readonly path: string }>();
    if (usage !== 'PermissionsBoundary') {
      const attached = await db
        .selectFrom(tableOf[each])
        .select(['id', 'name', 'name_key', 'path'])
        .where('id', 'in', (attachment) => attachment.selectFrom('attachments').select('holder_id').where('policy_arn', '=', arn).where('account_id', '=', account))
        .execute();
      for (const row of attached) rows.set(row.id, row);
    }
    if (usage !== 'PermissionsPolicy' && each !== 'group') {
      const bounded = await db.selectFrom(tableOf[each]).select(['id', 'name', 'name_key', 'path']).where('boundary_arn', '=', arn).where('account_id', '=', account).execute();
      for (const row of bounded) rows.set(row.id, row);
    }
    for (const row of rows.values()) {
      if (pathPrefix === undefined || row.path.startsWith(pathPrefix)) found.push({ kind: each, id: row.id, name: row.name, nameKey: row.name_key });
    }
  }
  const key = ({ kind: k, nameKey }: PolicyEntity): string => `${k} ${nameKey}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
