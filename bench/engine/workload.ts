import { Random } from './random.ts';

/** A statement in the words that IAM, CASL, casbin and Cedar can all say. */
export interface NeutralStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** `all`: every resource; `exact`: one ARN; `prefix`: every ARN that starts so. */
  readonly resource: { readonly kind: 'all' } | { readonly kind: 'exact' | 'prefix'; readonly value: string };
  readonly conditions: readonly NeutralCondition[];
}

export type NeutralCondition =
  | { readonly kind: 'equals'; readonly key: 'department' | 'stage'; readonly value: string }
  | { readonly kind: 'lessThan'; readonly key: 'level'; readonly value: number };

export interface NeutralRequest {
  readonly action: `${string}:${string}`;
  readonly resource: `arn:${string}`;
  readonly department: string;
  readonly stage: string;
  readonly level: number;
}

/** Allowed when every layer allows and none denies: identity, boundary, and the two levels of guardrails. */
export interface Workload {
  /** One list a policy. */
  readonly identity: readonly (readonly NeutralStatement[])[];
  readonly boundary: readonly NeutralStatement[];
  readonly guardrails: readonly (readonly NeutralStatement[])[];
  readonly requests: readonly NeutralRequest[];
}

export const account = '111111111111';
const services = Array.from({ length: 10 }, (_, index) => `svc${index}`);
const verbs = ['Get', 'Put', 'List', 'Delete', 'Update', 'Tag', 'Start', 'Stop', 'Send', 'Read'].map((verb) => `${verb}Thing`);
const departments = ['orders', 'billing', 'search'];
const stages = ['test', 'live'];

export const actions = services.flatMap((service) => verbs.map((verb) => `${service}:${verb}` as const));

const arn = (service: string, item: number): `arn:${string}` =>
  `arn:aws:${service}:us-east-1:${account}:thing/${departments[item % 3]}/${String(item).padStart(4, '0')}`;

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':'));

function statement(random: Random, effect: 'Allow' | 'Deny'): NeutralStatement {
  const service = random.pick(services);
  const count = 2 + random.below(5);
  const chosen = new Set(Array.from({ length: count }, () => `${service}:${random.pick(verbs)}`));
  const shape = effect === 'Deny' ? 0.9 : random.next();
  const item = random.below(1000);
  const resource: NeutralStatement['resource'] =
    shape < 0.3
      ? { kind: 'all' }
      : shape < 0.85
        ? { kind: 'prefix', value: arn(service, item).slice(0, -4) }
        : { kind: 'exact', value: arn(service, item) };
  const conditions: NeutralCondition[] = random.chance(0.6)
    ? [
        random.chance(0.5)
          ? { kind: 'equals', key: 'department', value: random.pick(departments) }
          : { kind: 'equals', key: 'stage', value: random.pick(stages) },
        { kind: 'lessThan', key: 'level', value: 3 + random.below(7) },
      ]
    : [];
  return { effect, actions: [...chosen], resource, conditions };
}

const policy = (random: Random, size: number, denials: number): NeutralStatement[] =>
  Array.from({ length: size }, (_, index) => statement(random, index < denials ? 'Deny' : 'Allow'));

/** What a guardrail or boundary looks like: everything of most services, and a few denials. */
function guardrail(random: Random): NeutralStatement[] {
  const open = services.filter(() => random.chance(0.9));
  return [
    { effect: 'Allow', actions: actions.filter((action) => open.includes(serviceOf(action))), resource: { kind: 'all' }, conditions: [] },
    ...policy(random, 4, 4),
  ];
}

/** The reference workload: 6 identity policies of 15 statements, a boundary, two levels of guardrails, 60 % of the
 * statements with two conditions, 10 services x 10 actions x 1,000 ARNs. */
export function referenceWorkload(seed = 7, requestCount = 2000): Workload {
  const random = new Random(seed);
  return {
    identity: Array.from({ length: 6 }, () => policy(random, 15, 1)),
    boundary: guardrail(random),
    guardrails: [guardrail(random), guardrail(random)],
    requests: Array.from({ length: requestCount }, () => {
      const action = random.pick(actions);
      return {
        action,
        resource: arn(serviceOf(action), random.below(1000)),
        department: random.pick(departments),
        stage: random.pick(stages),
        level: random.below(10),
      };
    }),
  };
}

/** One policy of `size` statements, for the scaling figures. */
export const scalingPolicy = (seed: number, size: number): NeutralStatement[] => policy(new Random(seed), size, Math.ceil(size / 50));
