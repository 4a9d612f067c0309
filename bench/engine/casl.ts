import { createMongoAbility, subject } from '@casl/ability';
import type { MongoAbility, RawRuleOf } from '@casl/ability';
import type { NeutralRequest, NeutralStatement, Workload } from './workload.ts';

const escape = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Denials last: in CASL the last rule that matches decides, in IAM a denial always does. */
function abilityOf(statements: readonly NeutralStatement[]): MongoAbility {
  const ordered = [...statements.filter(({ effect }) => effect === 'Allow'), ...statements.filter(({ effect }) => effect === 'Deny')];
  const rules = ordered.map(({ effect, actions, resource, conditions }): RawRuleOf<MongoAbility> => {
    const query: Record<string, unknown> = {};
    if (resource.kind === 'exact') query['arn'] = resource.value;
    if (resource.kind === 'prefix') query['arn'] = { $regex: new RegExp(`^${escape(resource.value)}`) };
    for (const item of conditions) query[item.key] = item.kind === 'equals' ? item.value : { $lt: item.value };
    return {
      action: [...actions],
      subject: 'thing',
      inverted: effect === 'Deny',
      ...(Object.keys(query).length > 0 ? { conditions: query } : {}),
    };
  });
  return createMongoAbility(rules);
}

/** The part of the workload that CASL can express, which is all of it: one ability a layer. */
export function caslWorkload(workload: Workload): readonly MongoAbility[] {
  return [workload.identity.flat(), workload.boundary, ...workload.guardrails].map(abilityOf);
}

export interface CaslRequest {
  readonly action: string;
  readonly thing: object;
}

export const caslRequest = (request: NeutralRequest): CaslRequest => ({
  action: request.action,
  thing: subject('thing', { arn: request.resource, department: request.department, stage: request.stage, level: request.level }),
});

export const caslAllows = (layers: readonly MongoAbility[], { action, thing }: CaslRequest): boolean =>
  layers.every((ability) => ability.can(action, thing));
