import * as cdk from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import * as ours from '@assent/grants';

export const account = '123456789012';
export const partner = '999999999999';
export const organization = 'o-a1b2c3d4e5';
export const region = 'eu-central-1';

/** An ARN of the account and region that all cases are in. */
export const regional = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`;

/** To whom is granted: each kind goes another way. */
export const granteeKinds = ['role', 'role of another account', 'service', 'account', 'organization'] as const;
export type GranteeKind = (typeof granteeKinds)[number];

/** A grant that takes something of its own kind on either side. */
export interface Call<Theirs, Mine> {
  cdk(on: Theirs, grantee: IGrantable, stack: cdk.Stack): unknown;
  ours(on: Mine, grantee: ours.Grantee, stack: ours.Stack): unknown;
}

/** One resource, made with CDK and with us, and the grants that are called on both. */
export interface ParityCase<Theirs extends object, Mine extends object> {
  /** Module and class of CDK, `aws-s3/Bucket`; behind a space what is special about this one. */
  readonly covers: string;
  readonly cdk: (stack: cdk.Stack) => Theirs;
  readonly ours: (stack: ours.Stack) => Mine;
  /** Default: all. What is imported into an app has no policy there, so CDK drops what would go into one. */
  readonly grantees?: readonly GranteeKind[];
  /** By CDK's name: the arguments behind the grantee, or both calls. */
  readonly methods: Readonly<Record<string, readonly unknown[] | Call<Theirs, Mine>>>;
}

/** A case that has forgotten its types. */
export interface AnyCase {
  readonly covers: string;
  readonly grantees: readonly GranteeKind[];
  readonly methods: readonly string[];
  /** Makes the resource; what comes back grants. */
  prepareCdk(stack: cdk.Stack, method: string): (grantee: IGrantable) => void;
  prepareOurs(stack: ours.Stack, method: string): (grantee: ours.Grantee) => void;
}

/** Checks a case's types and forgets them. */
export function parityCase<Theirs extends object, Mine extends object>(parity: ParityCase<Theirs, Mine>): AnyCase {
  const { covers, methods, grantees = granteeKinds } = parity;
  return {
    covers,
    grantees,
    methods: Object.keys(methods),
    prepareCdk(stack, method) {
      const call = methods[method];
      const on = parity.cdk(stack);
      if (isCall(call)) return (grantee) => call.cdk(on, grantee, stack);
      return methodOf(on, method, call ?? []);
    },
    prepareOurs(stack, method) {
      const call = methods[method];
      const on = parity.ours(stack);
      if (isCall(call)) return (grantee) => call.ours(on, grantee, stack);
      if (method === 'actions') return methodOf(on, 'grant', (call?.[0] as readonly string[] | undefined) ?? []);
      return methodOf(on, method.startsWith('grant') ? method : `grant${method.charAt(0).toUpperCase()}${method.slice(1)}`, call ?? []);
    },
  };
}

function isCall<Theirs, Mine>(call: readonly unknown[] | Call<Theirs, Mine> | undefined): call is Call<Theirs, Mine> {
  return call !== undefined && !Array.isArray(call);
}

function methodOf(on: object, method: string, args: readonly unknown[]): (grantee: unknown) => void {
  const run: unknown = Reflect.get(on, method);
  if (typeof run !== 'function') throw new TypeError(`no method ${method}`);
  return (grantee) => Reflect.apply(run, on, [grantee, ...args]);
}

/** The key that encrypted things are encrypted with. */
export const ourKey = (stack: ours.Stack): ours.Key => new ours.Key(stack, 'k-1');
export const cdkKey = (stack: cdk.Stack): cdk.aws_kms.Key => new cdk.aws_kms.Key(stack, 'k-1');

/** For what CDK imports: what is granted to identities. */
export const identities: readonly GranteeKind[] = ['role'];
