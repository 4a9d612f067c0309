import type { ResourceRow } from '../store/tables/resources.ts';
import type { Writer } from '../store/store.ts';
import type { ResourceFacts } from './facts.ts';
import { accountIn, rootResource } from './resource-arn.ts';
import type { ResourceChange } from './resource-change.ts';
import { resourceFacts } from './resource-fact-loader.ts';
import type { ResourceDetails } from './resource-fact-loader.ts';

/** Writes down what resources of other services came to be.
 * @param ownerOf whose a resource is of which nothing was known, where its ARN does not say */
export async function applyResourceChanges(writer: Writer, changes: readonly ResourceChange[], ownerOf: (arn: string) => string): Promise<void> {
  for (const change of changes) {
    if (change.kind === 'gone') await removeResource(writer, change.arn);
    else await changeResource(writer, change, ownerOf);
  }
}

/** With all that lies in it. */
async function removeResource({ db, changed }: Writer, arn: string): Promise<void> {
  const gone = await db.selectFrom('resources').select('arn').where((or) => or.or([or('arn', '=', arn), or('root_arn', '=', arn)])).execute();
  for (const row of gone) {
    await db.deleteFrom('resources').where('arn', '=', row.arn).execute();
    changed('resource', row.arn);
  }
}

async function changeResource({ db, changed }: Writer, change: Exclude<ResourceChange, { kind: 'gone' }>, ownerOf: (arn: string) => string): Promise<void> {
  const { arn } = change;
  const before = await db.selectFrom('resources').selectAll().where('arn', '=', arn).executeTakeFirst();
  const known = before && resourceFacts(before);
  // Whoever makes what is somebody else's already has not made it.
  const account = known?.account ?? (change.kind === 'made' ? change.account : (accountIn(arn) ?? ownerOf(arn)));
  const after = changedFacts(known ?? unknown(arn, account), change);
  const row = rowOf(after);
  if (before) await db.updateTable('resources').set(row).where('arn', '=', arn).execute();
  else await db.insertInto('resources').values(row).execute();
  changed('resource', arn, after);
}

const unknown = (id: string, account: string): ResourceFacts => ({ kind: 'resource', id, account, policy: undefined, tags: undefined, publicAccess: undefined, partitionKey: undefined, target: undefined, roles: undefined, grants: [] });

function changedFacts(facts: ResourceFacts, change: Exclude<ResourceChange, { kind: 'gone' }>): ResourceFacts {
  switch (change.kind) {
    case 'made':
      return facts;
    case 'policy':
      return { ...facts, policy: change.policy };
    case 'tags':
      return { ...facts, tags: change.tags };
    case 'retagged':
      // Where the others are not known, these alone would not be all.
      return facts.tags ? { ...facts, tags: { ...without(facts.tags, change.removed), ...change.set } } : facts;
    case 'publicAccess':
      return { ...facts, publicAccess: change.block };
    case 'partitionKey':
      return { ...facts, partitionKey: change.name };
    case 'roles':
      return { ...facts, roles: change.roles };
    case 'alias':
      return { ...facts, target: change.target };
    case 'grant':
      return { ...facts, grants: [...facts.grants.filter(({ id }) => id !== change.grant.id), change.grant] };
    case 'grantGone':
      return { ...facts, grants: facts.grants.filter(({ id }) => id !== change.id) };
  }
}

const without = (tags: Readonly<Record<string, string>>, removed: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(tags).filter(([key]) => !removed.includes(key)));

function rowOf({ id, account, policy, tags, publicAccess, partitionKey, target, roles, grants }: ResourceFacts): ResourceRow {
  const details: ResourceDetails = { ...(publicAccess ? { publicAccess } : {}), ...(partitionKey === undefined ? {} : { partitionKey }), ...(target === undefined ? {} : { target }), ...(roles ? { roles } : {}), ...(grants.length > 0 ? { grants } : {}) };
  return { arn: id, root_arn: rootResource(id), account_id: account, policy: policy?.text ?? null, principals: JSON.stringify(policy?.principals ?? {}), tags: tags ? JSON.stringify(tags) : null, details: JSON.stringify(details) };
}
