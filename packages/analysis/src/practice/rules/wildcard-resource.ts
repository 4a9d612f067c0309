import type { Action } from '@assent/catalog';
import { actionList, allowing, everyResource, mayBeOfService } from '../allowed-statement.ts';
import { isBoundedBy } from '../bounding-condition.ts';
import { nameSome } from '../granted-access.ts';
import { readOn } from '../read-on.ts';
import { arnsToFillIn, hasResourceLevel } from '../resource-level.ts';
import { rewrittenStatement } from '../statement-text.ts';
import type { AwsFacts } from '../../facts/aws-facts.ts';
import type { TextPlace } from '../../view/place.ts';
import type { StatementView } from '../../view/statement-view.ts';
import type { Detection, Rule } from '../../validation/rule.ts';

interface Limitable {
  readonly action: TextPlace;
  readonly service: string;
  readonly actions: readonly Action[];
}

/** The entries of `Action` that could be granted on some resources of the service; `*` alone is said to be too broad by
 * other rules. */
function limitable(statement: StatementView, facts: AwsFacts): readonly Limitable[] {
  return (actionList(statement)?.texts ?? []).flatMap((action) => {
    const prefix = action.value.slice(0, Math.max(0, action.value.indexOf(':'))).toLowerCase();
    const actions = facts.matchingActions(action.value).filter((each: Action) => hasResourceLevel(prefix, each));
    if (actions.length === 0) return [];
    return [{ action, service: prefix, actions }];
  });
}

/** A tag, an account, or a key of the service itself says which resources are meant. */
const boundsResources = (statement: StatementView, services: ReadonlySet<string>): boolean =>
  isBoundedBy(statement, (key) => key.startsWith('aws:resource') || services.has(key.slice(0, Math.max(0, key.indexOf(':')))));

export const wildcardResource: Rule = {
  code: 'ASSENT_WILDCARD_RESOURCE',
  type: 'SECURITY_WARNING',
  kinds: ['identity'],
  meaning: 'Actions that can be limited to resources are allowed on all of them.',
  remedy: 'Name the resources, and keep `*` for the actions that take nothing else, in a statement of their own.',
  learnMoreLink: readOn.leastPrivilege,
  *check(policy, facts) {
    for (const statement of allowing(policy)) {
      const wide = everyResource(statement);
      if (wide.length === 0) continue;
      const found = limitable(statement, facts).filter(({ service }) => wide.some(({ value }) => mayBeOfService(value, service)));
      if (found.length === 0 || boundsResources(statement, new Set(found.map(({ service }) => service)))) continue;
      yield detection(statement, wide, found);
    }
  },
};

function detection(statement: StatementView, wide: readonly TextPlace[], found: readonly Limitable[]): Detection {
  const arns = [...new Set(found.slice(0, 4).flatMap((each) => each.actions.slice(0, 4).flatMap(arnsToFillIn)))].slice(0, 4);
  const actions = actionList(statement)?.texts ?? [];
  const limited = new Set(found.map(({ action }) => action));
  const [narrow, rest] = [actions.filter((text) => limited.has(text)), actions.filter((text) => !limited.has(text))].map((texts) => texts.map(({ value }) => value));
  const first = rewrittenStatement(statement, { Action: narrow ?? [], Resource: arns });
  const second = rest === undefined || rest.length === 0 ? undefined : rewrittenStatement(statement, { Action: rest, Resource: '*', ...(statement.sid ? { Sid: `${statement.sid.value}OnAll` } : {}) });
  return {
    details: `${nameActions(found)} can be limited to resources, such as ${nameSome(arns)}.`,
    places: [...wide, ...narrowPlaces(found)],
    ...(first === undefined ? {} : { replacement: second === undefined ? first : `[${first},\n${second}]` }),
  };
}

/** No more than a few: the resource is what is wrong. */
const narrowPlaces = (found: readonly Limitable[]): readonly TextPlace[] => found.slice(0, 10).map(({ action }) => action);

/** Patterns may reach the same action: it is counted once. */
function nameActions(found: readonly Limitable[]): string {
  const actions = new Map(found.flatMap(({ service, actions: each }) => each.map((action) => [action, service] as const)));
  return nameSome(Array.from(actions, ([{ name }, service]) => `${service}:${name}`));
}
