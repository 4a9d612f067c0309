import type { iam } from '@assent/catalog';
import { serviceName } from '@assent/catalog';
import type { EntityReport, ReportedEntity, ReportedUse } from './entity-report.ts';

interface Access {
  readonly entity: ReportedEntity;
  readonly use: ReportedUse;
}

const at = ({ use }: Access): number => use[2];

const latest = (accesses: readonly Access[]): Access | undefined => accesses.reduce<Access | undefined>((last, each) => (last && at(last) >= at(each) ? last : each), undefined);

/** Who used a service last, as the answer tells it. */
export function serviceLastAccessed({ entities, granularity }: EntityReport, prefix: string): iam.ServiceLastAccessed {
  const accesses = entities.flatMap((entity) => entity.uses.filter(([namespace]) => namespace === prefix).map((use): Access => ({ entity, use })));
  const last = latest(accesses);
  return {
    ServiceName: serviceName(prefix) ?? prefix,
    ServiceNamespace: prefix,
    LastAuthenticated: last && new Date(at(last)),
    LastAuthenticatedEntity: last?.entity.arn,
    LastAuthenticatedRegion: last?.use[3],
    TotalAuthenticatedEntities: new Set(accesses.map(({ entity }) => entity.id)).size,
    TrackedActionsLastAccessed: granularity === 'ACTION_LEVEL' && accesses.length > 0 ? trackedActions(accesses) : undefined,
  };
}

function trackedActions(accesses: readonly Access[]): readonly iam.TrackedActionLastAccessed[] {
  const names = [...new Set(accesses.map(({ use }) => use[1]))].sort();
  return names.map((ActionName) => {
    const last = latest(accesses.filter(({ use }) => use[1] === ActionName));
    return { ActionName, LastAccessedEntity: last?.entity.arn, LastAccessedTime: last && new Date(at(last)), LastAccessedRegion: last?.use[3] };
  });
}

/** Who could have used a service, the latest first, then by ARN; who never did comes last. */
export function entitiesOf({ entities }: EntityReport, prefix: string): readonly iam.EntityDetails[] {
  return entities
    .map((entity) => ({ entity, last: entity.uses.reduce((last, [namespace, , used]) => (namespace === prefix ? Math.max(last, used) : last), 0) }))
    .sort((a, b) => b.last - a.last || (a.entity.arn < b.entity.arn ? -1 : 1))
    .map(({ entity: { arn, name, type, id, path }, last }) => ({
      EntityInfo: { Arn: arn, Name: name, Type: type, Id: id, Path: path },
      LastAuthenticated: last === 0 ? undefined : new Date(last),
    }));
}
