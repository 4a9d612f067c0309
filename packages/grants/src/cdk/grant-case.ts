import { isMultivaluedKey } from '@assent/catalog';
import type { AccessLevel } from '@assent/catalog';
import { evaluate, readCaseList, runCase } from '@assent/policy';
import type { AuthorizationCase, CaseValue } from '@assent/policy';
import type { PolicyJson, StatementJson } from '../statement/document.ts';
import { actionsOn, callFor, neighbourOf } from './case-request.ts';
import type { CdkHolder } from './cdk-holder.ts';
import { sampleContext } from './condition-sample.ts';
import type { SampleContext } from './condition-sample.ts';

/** A test of what was granted, in the project's case format. */
export interface GrantCase {
  readonly name: string;
  readonly principal: string;
  readonly principalRole?: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: SampleContext;
  readonly policies: { readonly identity: readonly PolicyJson[]; readonly permissionsBoundary?: PolicyJson; readonly resource?: PolicyJson };
  readonly expect: 'allowed' | 'denied';
}

/** A grant that no case could be written for, and why. */
export interface Untested {
  readonly holder: string;
  readonly action: string;
  readonly resource: string;
  readonly reason: 'no-such-call' | 'condition' | 'denied-elsewhere' | 'unknown-policy' | 'everything-but';
}

/** Cases for one role or user: each grant allows what it says, and its neighbours stay refused. */
export interface HolderCases {
  readonly cases: readonly GrantCase[];
  readonly untested: readonly Untested[];
}

/** From the most dangerous on. */
const levels: readonly AccessLevel[] = ['Permissions management', 'Write', 'Tagging', 'Read', 'List'];

const listOf = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);

/** What an app says of its resources, by an ARN that is of one, or of a part of it. */
export interface ResourceFacts {
  /** Its policy, where the app has it. */
  policyOn(arn: string): PolicyJson | undefined;
  /** Actions that its grants give: the nearest neighbours of what was granted. */
  grantedOn(arn: string): ReadonlySet<string>;
}

/** Writes the cases of a role or user. */
export function casesOf(holder: CdkHolder, facts: ResourceFacts): HolderCases {
  return new CaseWriter(holder, facts).write();
}

class CaseWriter {
  readonly #holder: CdkHolder;
  readonly #facts: ResourceFacts;
  readonly #cases = new Map<string, GrantCase>();
  readonly #untested: Untested[] = [];

  constructor(holder: CdkHolder, facts: ResourceFacts) {
    this.#holder = holder;
    this.#facts = facts;
  }

  write(): HolderCases {
    for (const statement of this.#holder.document.Statement) if (statement.Effect === 'Allow') this.#statement(statement);
    return { cases: [...this.#cases.values()], untested: this.#untested };
  }

  #statement(statement: StatementJson): void {
    // What it means has no end: there is no call that it is for.
    if ('NotAction' in statement || 'NotResource' in statement) {
      this.#leave(listOf(statement.Action).join(', ') || '*', listOf(statement.Resource).join(', ') || '*', 'everything-but');
      return;
    }
    const { Action, Resource, Condition = {} } = statement;
    const context = sampleContext(Condition);
    const resources = listOf(Resource);
    const tested = new Set<string>();
    for (const action of listOf(Action)) {
      const calls = resources.flatMap((resource) => {
        const call = callFor(action, resource, this.#holder.place);
        return call === undefined ? [] : [{ ...call, pattern: resource }];
      });
      if (calls.length === 0 || context === undefined) this.#leave(action, resources.join(', '), context === undefined ? 'condition' : 'no-such-call');
      else for (const call of calls) if (this.#allowed(call, context)) this.#neighbours(call, context, tested);
    }
  }

  #allowed(call: { readonly action: string; readonly resource: string }, context: SampleContext): boolean {
    const granted = this.#case(call.action, call.resource, context, 'allowed');
    if (decide(granted) === 'allowed') return this.#add(granted);
    this.#leave(call.action, call.resource, 'denied-elsewhere');
    return false;
  }

  /** The same call on a neighbour, and calls of each kind that the holder may not make on the same resource. */
  #neighbours({ action, resource, pattern }: { readonly action: string; readonly resource: string; readonly pattern: string }, context: SampleContext, tested: Set<string>): void {
    if (tested.has(pattern)) return;
    tested.add(pattern);
    if (this.#holder.unknownPolicies.length > 0) {
      this.#leave(action, pattern, 'unknown-policy');
      return;
    }
    const neighbour = neighbourOf(pattern);
    const beside = neighbour === undefined ? undefined : this.#case(action, neighbour, context, 'denied');
    // A neighbour that another statement allows is none.
    if (beside && decide(beside) !== 'allowed') this.#add(beside);
    const [service = ''] = action.split(':');
    const near = this.#facts.grantedOn(resource);
    // Read once for all actions: a pattern of many is asked about each of them.
    const { request } = readGrantCase(this.#case(action, resource, context, 'denied'));
    const others = Map.groupBy(actionsOn(service, resource), ({ name }) => (near.has(`${service}:${name}`) ? 'near' : 'far'));
    for (const level of levels) [...(others.get('near') ?? []), ...(others.get('far') ?? [])].some(({ name, accessLevel }) => accessLevel === level && evaluate({ ...request, action: `${service}:${name}` }).decision !== 'allowed' && this.#add(this.#case(`${service}:${name}`, resource, context, 'denied')));
  }

  #add(written: GrantCase): true {
    this.#cases.set(`${written.action} ${written.resource} ${JSON.stringify(written.context ?? {})}`, written);
    return true;
  }

  #leave(action: string, resource: string, reason: Untested['reason']): void {
    this.#untested.push({ holder: this.#holder.id, action, resource, reason });
  }

  #case(action: string, resource: string, context: SampleContext, expect: GrantCase['expect']): GrantCase {
    const { id, kind, name, arn, place, document, boundary } = this.#holder;
    const own = this.#facts.policyOn(resource);
    return {
      name: `${id} may ${expect === 'allowed' ? '' : 'not '}${action} on ${resource}`,
      principal: kind === 'user' ? arn : `arn:${place.partition}:sts::${place.account}:assumed-role/${name}/session`,
      ...(kind === 'user' ? {} : { principalRole: arn }),
      action,
      resource,
      ...(Object.keys(context).length === 0 ? {} : { context }),
      policies: { identity: [document], ...(boundary === undefined ? {} : { permissionsBoundary: boundary }), ...(own === undefined ? {} : { resource: own }) },
      expect,
    };
  }
}

const decide = (written: GrantCase): string => runCase(readGrantCase(written)).decision.decision;

function readGrantCase(written: GrantCase): AuthorizationCase {
  const [first] = readCaseList([written as unknown as CaseValue], { isMultivalued: isMultivaluedKey });
  if (first === undefined || 'error' in first) throw first?.error ?? new Error('no case was read');
  return first.read;
}
