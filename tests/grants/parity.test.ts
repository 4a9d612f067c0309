import * as cdk from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import * as ours from '@assent/grants';
import { account, cases, differences, region } from './parity-cases.ts';

type Row = readonly [action: string, resource: string, condition: string];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** What CDK leaves to CloudFormation, written out. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const token = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (token.Ref === 'AWS::Partition') return 'aws';
  if (token['Fn::Join']) return token['Fn::Join'][1].map(text).join(token['Fn::Join'][0]);
  return JSON.stringify(value);
}

const conditionText = (condition: unknown): string => JSON.stringify(sorted(condition ?? {}));

/** Lists of one as their one text, keys and values in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? sorted(value[0]) : value.map(String).sort();
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

function rows(statements: readonly unknown[]): readonly Row[] {
  const all = statements.flatMap((statement) => {
    const { Action, Resource, Condition } = statement as { Action: unknown; Resource: unknown; Condition?: unknown };
    return listOf(Action).flatMap((action) => listOf(Resource).map((resource) => [text(action), text(resource), conditionText(Condition)] as const));
  });
  return [...new Set(all.map((row) => row.join('\t')))].sort().map((row) => row.split('\t') as unknown as Row);
}

const app = new cdk.App();
const stack = new cdk.Stack(app, 'Parity', { env: { account, region } });
let count = 0;

const call = (on: object, method: string, args: readonly unknown[]): void => {
  const run = (on as Readonly<Record<string, unknown>>)[method];
  if (typeof run !== 'function') throw new Error(`no method ${method}`);
  Reflect.apply(run, on, args);
};

function cdkRows(make: (stack: cdk.Stack, id: string) => object, method: string, args: readonly unknown[]): readonly Row[] {
  const id = `C${count++}`;
  const role = new cdk.aws_iam.Role(stack, `${id}Role`, { assumedBy: new cdk.aws_iam.ServicePrincipal('ec2.amazonaws.com') });
  call(make(stack, id), method, [role, ...args]);
  const policy = role.node.tryFindChild('DefaultPolicy') as cdk.aws_iam.Policy | undefined;
  return rows(listOf((stack.resolve(policy?.document.toJSON()) as { Statement?: unknown } | undefined)?.Statement));
}

function ourRows(make: (stack: ours.Stack) => object, method: string, args: readonly unknown[]): readonly Row[] {
  const scope = new ours.Stack({ account, region });
  const role = new ours.Role(scope, 'grantee', { assumedBy: new ours.ServicePrincipal('ec2.amazonaws.com') });
  call(make(scope), method, [role, ...args]);
  const holder = ours.toIamJson(scope).holders.find(({ name }) => name === 'grantee');
  return rows((holder?.policies ?? []).flatMap(({ document }) => document.Statement));
}

describe.each(cases.map((parity) => [parity.name, parity] as const))('%s grants what CDK grants', (name, parity) => {
  it.each(Object.entries(parity.methods))('%s', (method, args) => {
    const theirs = cdkRows(parity.cdk, method, args);
    const mine = ourRows(parity.ours, method, args);
    expect(theirs.length).toBeGreaterThan(0);
    if (differences[`${name}.${method}`] === undefined) expect(mine).toEqual(theirs);
    else expect(mine).not.toEqual(theirs);
  });
});
