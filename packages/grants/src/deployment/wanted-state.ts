import { Role } from '../grantees/role.ts';
import { lambdaPermissions } from '../output/lambda-permission.ts';
import { policyTarget } from '../output/policy-target.ts';
import { synthesise } from '../output/synthesis.ts';
import type { SynthesisedHolder, SynthesisedResource } from '../output/synthesis.ts';
import type { Stack } from '../stack.ts';
import type { PolicyJson } from '../statement/document.ts';
import { packStatements } from '../statement/split.ts';
import type { HolderKind } from './account-state.ts';
import { ownPath } from './ownership.ts';
import { sidPrefix, signed } from './own-statements.ts';
import type { PolicyObject, StatementObject } from './policy-text.ts';

/** A managed policy that has to be there. */
export interface WantedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly document: PolicyObject;
}

/** A role, user or group that has to be there. */
export interface WantedHolder {
  readonly kind: HolderKind;
  readonly name: string;
  readonly path: string;
  readonly trust?: PolicyObject;
  readonly inline?: { readonly name: string; readonly document: PolicyObject };
  readonly attached: readonly WantedPolicy[];
  readonly profiles: readonly string[];
}

/** What an account has to have. */
export interface WantedState {
  readonly holders: readonly WantedHolder[];
  /** The statements of resources' policies, with their Sids, by ARN. */
  readonly statements: ReadonlyMap<string, readonly StatementObject[]>;
}

/** What a stack wants of its account. */
export function wantedState(stack: Stack): WantedState {
  const { holders, resources } = synthesise(stack);
  return {
    holders: holders.map((holder) => wantedHolder(stack, holder)),
    statements: joined(resources.flatMap((resource) => wantedStatements(sidPrefix(stack.name), resource))),
  };
}

/** A version of a function is a resource of its own, and may be named by the function too. */
function joined(entries: readonly (readonly [arn: string, statements: readonly StatementObject[]])[]): ReadonlyMap<string, readonly StatementObject[]> {
  const all = new Map<string, readonly StatementObject[]>();
  for (const [arn, statements] of entries) all.set(arn, [...(all.get(arn) ?? []), ...statements]);
  return all;
}

const asObject = ({ Version, Statement }: PolicyJson): PolicyObject => ({ Version, Statement: Statement.map((statement) => ({ ...statement })) });

const wantedPolicy = (stack: Stack, name: string, document: PolicyJson): WantedPolicy => ({ name, document: asObject(document), arn: stack.arn('iam', `policy${ownPath(stack.name)}${name}`, { region: '' }) });

function wantedHolder(stack: Stack, { holder, trust, policies }: SynthesisedHolder): WantedHolder {
  const { kind, name, path } = holder;
  // Nothing marks an inline policy of a group as ours, for groups have no tags: a managed one is marked by its path.
  const inline = kind === 'group' ? undefined : policies.find((policy) => policy.kind === 'inline');
  const managed = policies.filter((policy) => policy !== inline);
  return {
    kind,
    name,
    path,
    ...(trust ? { trust: asObject(trust) } : {}),
    ...(inline ? { inline: { name: inline.name, document: asObject(inline.document) } } : {}),
    attached: managed.map((policy) => wantedPolicy(stack, policy.kind === 'managed' ? policy.name : `${stack.name}-${kind}-${name}`, policy.document)),
    profiles: holder instanceof Role ? holder.instanceProfiles : [],
  };
}

function wantedStatements(prefix: string, { resource: { arn }, statements, policy }: SynthesisedResource): readonly (readonly [string, readonly StatementObject[]])[] {
  const { kind, name } = policyTarget(arn);
  if (kind === 'lambda') {
    const whole = arn.split(':').slice(0, 7).join(':');
    // Each version has a policy of its own.
    return lambdaPermissions(name, statements, prefix).map((permission) => [permission.Qualifier === undefined ? whole : `${whole}:${permission.Qualifier}`, [{ Sid: permission.StatementId, ...permission }]] as const);
  }
  // API Gateway writes the short form of its ARNs out.
  const text = kind === 'execute-api' ? JSON.stringify(policy.Statement).replaceAll('"execute-api:/', `"${arn}/`) : JSON.stringify(policy.Statement);
  return [[arn, (JSON.parse(text) as readonly object[]).map((statement) => signed(prefix, statement))]];
}

/** The resources whose policies have statements of the stack, written down in managed policies that are attached to nobody:
 * so they are found again when they have left the stack. */
export function resourceLedger(stack: Stack, arns: Iterable<string>): readonly WantedPolicy[] {
  const resources = [...arns].sort();
  if (resources.length === 0) return [];
  return packStatements([{ effect: 'Deny', actions: ['none:null'], resources, conditions: {} }]).map((document, index) => wantedPolicy(stack, `${stack.name}${ledgerMark}${index + 1}`, document));
}

const ledgerMark = '-resources-';

/** Whether a managed policy of the stack is such a list. */
export const isLedger = (stack: Stack, arn: string): boolean => arn.startsWith(stack.arn('iam', `policy${ownPath(stack.name)}${stack.name}${ledgerMark}`, { region: '' }));
