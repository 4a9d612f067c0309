import { createRequire } from 'node:module';
import * as cdk from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import * as ours from '@assent/grants';
import { PhysicalResolver, policiesOf } from '@assent/grants/cdk';
import { account, organization, partner, region } from './parity-case.ts';
import type { AnyCase, GranteeKind } from './parity-case.ts';

/** What a call granted: a line for each action, resource, principal and condition; or the error that it was refused with. */
export type Granted = Rows | { readonly refused: string };

export interface Rows {
  readonly identity: readonly string[];
  readonly resource: readonly string[];
}

/** The flags that a new app of CDK has. */
const context = createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json') as Readonly<Record<string, unknown>>;

/** What CDK grants. What it has no name for is called as its construct.
 * @param outdir where CDK keeps its files; without one it makes a folder for every app */
export function runCdk(parity: AnyCase, method: string, kind: GranteeKind, outdir: string): Granted {
  const app = new cdk.App({ context, outdir });
  const stack = new cdk.Stack(app, 'Parity', { env: { account, region } });
  const call = parity.prepareCdk(stack, method);
  const grantee = cdkGrantee(app, stack, kind);
  const resolver = new PhysicalResolver((resource) => (cdk.Stack.isStack(resource.node.scope) ? resource.node.id : (resource.node.scope?.node.id ?? '')));
  // Whatever CDK throws at the call, or for it when it synthesises, is its refusal.
  return difference(Error, () => call(grantee), () => {
    const policies = policiesOf(app, resolver);
    return {
      identity: rows(policies.filter(({ kind: of, holders }) => of === 'identity' && holders.includes('grantee')).flatMap(({ statements }) => statements)),
      resource: rows(policies.filter(({ kind: of }) => of === 'resource').flatMap(({ statements }) => statements)),
    };
  });
}

function cdkGrantee(app: cdk.App, stack: cdk.Stack, kind: GranteeKind): IGrantable {
  const { Role, ServicePrincipal, AccountPrincipal, OrganizationPrincipal } = cdk.aws_iam;
  const assumedBy = new ServicePrincipal('ec2.amazonaws.com');
  switch (kind) {
    case 'role':
      return new Role(stack, 'Grantee', { roleName: 'grantee', assumedBy });
    case 'role of another account':
      return new Role(new cdk.Stack(app, 'Partner', { env: { account: partner, region } }), 'Grantee', { roleName: 'grantee', assumedBy });
    case 'service':
      return new ServicePrincipal('events.amazonaws.com');
    case 'account':
      return new AccountPrincipal(partner);
    case 'organization':
      return new OrganizationPrincipal(organization);
  }
}

/** What we grant. */
export function runOurs(parity: AnyCase, method: string, kind: GranteeKind): Granted {
  const stack = new ours.Stack({ account, region });
  const call = parity.prepareOurs(stack, method);
  const grantee = ourGrantee(stack, kind);
  return difference(ours.GrantError, () => call(grantee), () => {
    const holder = grantee instanceof ours.Role ? grantee.statements : [];
    return { identity: rows(ours.documentJson(holder).Statement), resource: rows(ours.documentJson(stack.resources.flatMap(({ policyStatements }) => policyStatements)).Statement) };
  });
}

function ourGrantee(stack: ours.Stack, kind: GranteeKind): ours.Grantee {
  const assumedBy = new ours.ServicePrincipal('ec2.amazonaws.com');
  switch (kind) {
    case 'role':
      return new ours.Role(stack, 'grantee', { assumedBy });
    case 'role of another account':
      return new ours.Role(new ours.Stack({ account: partner, region }), 'grantee', { assumedBy });
    case 'service':
      return new ours.ServicePrincipal('events.amazonaws.com');
    case 'account':
      return new ours.AccountPrincipal(partner);
    case 'organization':
      return new ours.OrganizationPrincipal(organization);
  }
}

/** What is there after the call and was not before. */
function difference(refusal: new (...args: never[]) => Error, call: () => void, read: () => Rows): Granted {
  const before = read();
  try {
    call();
    const after = read();
    return { identity: after.identity.filter((row) => !before.identity.includes(row)), resource: after.resource.filter((row) => !before.resource.includes(row)) };
  } catch (error) {
    if (error instanceof refusal) return { refused: 'code' in error ? String(error.code) : error.message };
    throw error;
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [''] : [value]);

function rows(statements: readonly ours.StatementJson[]): readonly string[] {
  const all = statements.flatMap(({ Effect, Principal, Action, Resource, Condition }) =>
    principals(Principal).flatMap((principal) =>
      listOf(Action).flatMap((action) => listOf(Resource).map((resource) => [Effect, String(action), String(resource), principal, JSON.stringify(sorted(Condition ?? {}))].join(' '))),
    ),
  );
  return [...new Set(all)].sort();
}

/** Each principal alone, everyone in one way of writing; nobody's is the statement of an identity. */
function principals(principal: ours.StatementJson['Principal']): readonly string[] {
  if (principal === undefined || principal === '*') return [principal ?? ''];
  return Object.entries(principal).flatMap(([kind, values]) => listOf(values).map((value) => (kind === 'AWS' && value === '*' ? '*' : `${kind}:${String(value)}`)));
}

/** Lists of one as their one text, keys without their case, keys and values in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? sorted(value[0]) : value.map(String).sort();
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key.toLowerCase(), sorted(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
