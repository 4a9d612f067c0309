import { compileGlob } from '@assent/policy';
import { matchingActions } from '../grant/action-check.ts';
import type { StatementJson } from '../statement/document.ts';
import { gives, givesAction, isWithin } from './known-construct.ts';
import type { KnownConstruct } from './known-construct.ts';

/** Where a policy of an app says more than the grants of its constructs would have said. */
export interface WideGrant {
  /** `wildcard-resource`: more than the resource that is meant. `wildcard-action`: a pattern of actions that no grant gives.
   * `beyond-methods`: actions that change something, and that no grant gives by name. */
  readonly code: 'wildcard-resource' | 'wildcard-action' | 'beyond-methods';
  /** Path of the construct that holds the policy. */
  readonly policy: string;
  /** Who has it, as the app calls them. */
  readonly holders: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** What to call instead. */
  readonly suggestions: readonly string[];
  /** All of this in words. */
  readonly message: string;
}

/** One policy, and who has it. */
export interface HeldPolicy {
  readonly path: string;
  readonly holders: readonly string[];
  readonly statements: readonly StatementJson[];
}

/** A message names no more suggestions than one can read. */
const shown = 6;

const listOf = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);

const isPattern = (text: string): boolean => text.includes('*') || text.includes('?');

/** Finds what is wider than the grants of these constructs. What AWS authorizes on `*` alone is not. */
export function findWideGrants(policy: HeldPolicy, constructs: readonly KnownConstruct[]): readonly WideGrant[] {
  return policy.statements.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => wideIn(policy, statement, constructs));
}

function wideIn(policy: HeldPolicy, statement: StatementJson, constructs: readonly KnownConstruct[]): readonly WideGrant[] {
  if ('NotAction' in statement) return [wideGrant(policy, 'wildcard-action', ['*'], statement.Resource === undefined ? ['*'] : listOf(statement.Resource), [], 'every action but those of its `NotAction`')];
  if ('NotResource' in statement) return [wideGrant(policy, 'wildcard-resource', listOf(statement.Action), ['*'], suggest(policy, listOf(statement.Action), constructs))];
  const found = listOf(statement.Resource).flatMap((resource) => {
    const actions = listOf(statement.Action).filter((action) => !constructs.some(({ grants }) => grants.some((grant) => gives(grant, action, resource))));
    const within = resource === '*' ? undefined : constructs.find(({ arn }) => isWithin(resource, arn));
    return within ? wideActions(policy, actions, resource, within) : wideResource(policy, actions, resource, constructs);
  });
  // The same of a bucket and of its objects is said once.
  const alike = Map.groupBy(found, ({ code, actions, suggestions }) => JSON.stringify([code, actions, suggestions]));
  return [...alike.values()].flatMap((same) => (same[0] === undefined ? [] : [wideGrant(policy, same[0].code, same[0].actions, same.flatMap(({ resources }) => resources), same[0].suggestions)]));
}

function wideResource(policy: HeldPolicy, actions: readonly string[], resource: string, constructs: readonly KnownConstruct[]): readonly WideGrant[] {
  const narrow = actions.filter((action) => action === '*' || matchingActions(action).some(({ resources }) => resources.length > 0));
  if (narrow.length === 0 || !isPattern(resource)) return [];
  const matches = compileGlob(resource);
  const meant = constructs.filter(({ arn }) => matches(arn));
  // A pattern that no construct of the app matches is about what is not in the app.
  if (resource !== '*' && meant.length === 0) return [];
  return [wideGrant(policy, 'wildcard-resource', narrow, [resource], suggest(policy, narrow, meant))];
}

function wideActions(policy: HeldPolicy, actions: readonly string[], resource: string, construct: KnownConstruct): readonly WideGrant[] {
  const patterns = actions.filter((action) => isPattern(action));
  // What has no grants by name is granted with `grant` alone.
  const changing = construct.grants.length === 0 ? [] : actions.filter((action) => !isPattern(action) && !construct.grants.some((grant) => givesAction(grant, action)) && matchingActions(action).some(({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List'));
  return [
    ...(patterns.length === 0 ? [] : [wideGrant(policy, 'wildcard-action', patterns, [resource], suggest(policy, patterns, [construct]))]),
    ...(changing.length === 0 ? [] : [wideGrant(policy, 'beyond-methods', changing, [resource], construct.open ? calls(policy, construct, 'grant', changing) : [])]),
  ];
}

/** What gives these actions, and least besides: a grant by name, the actions themselves, or, for patterns, the grants in them. */
function suggest(policy: HeldPolicy, actions: readonly string[], constructs: readonly KnownConstruct[]): readonly string[] {
  return constructs.flatMap((construct) => {
    const own = actions.filter((action) => construct.services.includes(action.split(':')[0]?.toLowerCase() ?? ''));
    if (own.length === 0) return [];
    const size = (method: string): number => construct.grants.find((grant) => grant.method === method)?.statements.reduce((sum, statement) => sum + statement.actions.length, 0) ?? 0;
    const whole = construct.grants.filter((grant) => own.every((action) => givesAction(grant, action))).map(({ method }) => method);
    const [least] = whole.sort((a, b) => size(a) - size(b));
    if (least !== undefined) return calls(policy, construct, least, []);
    if (!own.some(isPattern)) return construct.open ? calls(policy, construct, 'grant', own) : [];
    return construct.grants.flatMap(({ method }) => calls(policy, construct, method, []));
  });
}

const calls = ({ holders }: HeldPolicy, { id }: KnownConstruct, method: string, actions: readonly string[]): readonly string[] =>
  holders.map((holder) => `${id}.${method}(${[holder, ...actions.map((action) => `'${action}'`)].join(', ')})`);

function wideGrant(policy: HeldPolicy, code: WideGrant['code'], actions: readonly string[], resources: readonly string[], suggestions: readonly string[], what = quoted(actions)): WideGrant {
  const instead = suggestions.length > 0 ? `: grant with ${suggestions.slice(0, shown).map((text) => `\`${text}\``).join(' or ')}${suggestions.length > shown ? ` or one of ${suggestions.length - shown} others` : ''}` : code === 'wildcard-resource' ? ': name the resource that is meant' : ': name the actions that are needed';
  const why = { 'wildcard-resource': 'which is more than one resource', 'wildcard-action': 'which no grant of it gives', 'beyond-methods': 'which no grant of it gives by name' }[code];
  return { code, policy: policy.path, holders: policy.holders, actions, resources, suggestions, message: `\`${policy.path}\` allows ${what} on ${quoted(resources)}, ${why}${instead}` };
}

const quoted = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(', ');
