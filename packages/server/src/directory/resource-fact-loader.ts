import type { ResourceRow } from '../store/tables/resources.ts';
import { inParts } from './fact-query.ts';
import type { Loader } from './fact-query.ts';
import type { ResourceFacts, StoredPrincipals } from './facts.ts';

/** What of a resource lies in `details`. */
export type ResourceDetails = Partial<Pick<ResourceFacts, 'publicAccess' | 'partitionKey' | 'target' | 'roles' | 'grants'>>;

export function resourceFacts(row: ResourceRow): ResourceFacts {
  const { publicAccess, partitionKey, target, roles, grants = [] } = JSON.parse(row.details) as ResourceDetails;
  return {
    kind: 'resource',
    id: row.arn,
    account: row.account_id,
    policy: row.policy === null ? undefined : { text: row.policy, principals: JSON.parse(row.principals) as StoredPrincipals },
    tags: row.tags === null ? undefined : (JSON.parse(row.tags) as Readonly<Record<string, string>>),
    publicAccess,
    partitionKey,
    target,
    roles,
    grants,
  };
}

const loadResources: Loader<ResourceFacts> = (db, ids) =>
  inParts(ids, async (part) => {
    const query = db.selectFrom('resources').selectAll();
    return (await (part ? query.where('arn', 'in', part) : query).execute()).map(resourceFacts);
  });

export const resourceFactLoaders = { resource: loadResources } as const;
