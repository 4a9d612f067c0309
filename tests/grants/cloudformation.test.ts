import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPolicies } from '@assent/analysis';
import { Bucket, Ec2Instance, Group, LambdaFunction, Queue, Role, ServicePrincipal, Stack, StateMachine, Table, User, toCloudFormation, toIamJson } from '@assent/grants';
import type { CloudFormationTemplate } from '@assent/grants';
import { parseJson } from '@assent/policy';
import * as cdk from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { afterAll, describe, expect, it } from 'vitest';
import { codeOf } from './code-of.ts';
import { account, everyPolicy, makeStack, partner, region } from './every-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-template-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Holders of every kind, one with more than an inline policy takes, one that comes after another. */
function everyHolder(): Stack {
  const stack = makeStack();
  const many = new LambdaFunction(stack, 'crawler');
  for (let index = 0; index < 200; index++) new Bucket(stack, `bucket-with-a-long-name-${index}`).grantRead(many);
  const start = new StateMachine(stack, 'nightly').grantStartExecution(new Ec2Instance(stack, 'worker'));
  start.before(many);
  new Table(stack, 'Orders').grantReadData(new User(stack, 'ana'));
  new Queue(stack, 'orders').grantPurge(new Group(stack, 'operators'));
  new Role(stack, 'Reader', { assumedBy: many });
  return stack;
}

/** The policies that our reader of templates finds, as texts. */
function policiesIn(template: CloudFormationTemplate): readonly string[] {
  const text = JSON.stringify(template);
  const parsed = parseJson(text, 64);
  if ('fault' in parsed) throw new Error(`no JSON: ${text}`);
  const found = findPolicies(parsed.root, text, { now: new Date(0) });
  expect(found?.kind).toBe('cloudformation');
  return (found?.policies ?? []).map(({ root }) => text.slice(root.start, root.end));
}

const stacks = [['every holder', everyHolder], ['every policy of a resource', everyPolicy]] as const;

describe.each(stacks)('the template of %s', (_name, make) => {
  const template = toCloudFormation(make());
  const ids = Object.keys(template.Resources);

  it('is taken by the schema of every resource type', () => {
    const file = join(folder, 'template.json');
    writeFileSync(file, JSON.stringify(template));
    const app = new cdk.App({ outdir: join(folder, 'out') });
    const stack = new cdk.Stack(app, 'Read', { env: { account, region }, analyticsReporting: false });
    new CfnInclude(stack, 'Template', { templateFile: file });
    const { Resources } = app.synth().getStackByName('Read').template as { Resources: Record<string, unknown> };
    expect(Object.keys(Resources).sort()).toEqual([...ids].sort());
  });

  it('refers to nothing that is not there, and waits only for what stands before', () => {
    expect(ids.every((id) => /^[A-Za-z0-9]{1,255}$/.test(id))).toBe(true);
    for (const [index, id] of ids.entries()) {
      const { DependsOn = [], Properties } = template.Resources[id] ?? { Properties: {} };
      const references = [...JSON.stringify(Properties).matchAll(/\{"Ref":"(\w+)"\}/g)].map(([, name = '']) => name);
      for (const name of [...DependsOn, ...references]) expect(ids.indexOf(name), name).toBeGreaterThanOrEqual(0);
      for (const name of [...DependsOn, ...references]) expect(ids.indexOf(name)).toBeLessThan(index);
    }
  });

  it('is the same for the same calls', () => {
    expect(JSON.stringify(toCloudFormation(make()))).toBe(JSON.stringify(template));
  });
});

describe('the stack of every policy of a resource', () => {
  it('has every kind of resource that has one', () => {
    const sources = globSync(join(import.meta.dirname, '../../packages/grants/src/resources/*.ts')).map((file) => readFileSync(file, 'utf8'));
    // A version's statements are put into the policy of its function.
    const classes = sources.flatMap((text) => text.split(/^export (?=class |abstract )/m).slice(1)).filter((text) => /super\([^;]*selfArns:/.test(text) && !text.includes('override addToResourcePolicy'));
    const names = classes.map((text) => /class (\w+)/.exec(text)?.[1]);
    expect(names.length).toBeGreaterThan(14);
    const used = everyPolicy().resources.filter(({ policyStatements }) => policyStatements.length > 0).map((resource) => resource.constructor.name);
    expect([...new Set(used)].sort()).toEqual([...new Set(names)].sort());
  });
});

describe('a template', () => {
  it('has the policies of the roles, users and groups, and no other', () => {
    const { holders } = toIamJson(everyHolder());
    const wanted = holders.flatMap(({ trust, policies }) => [...(trust ? [trust] : []), ...policies.map(({ document }) => document)]);
    expect(wanted.length).toBeGreaterThan(8);
    expect([...policiesIn(toCloudFormation(everyHolder()))].sort()).toEqual(wanted.map((policy) => JSON.stringify(policy)).sort());
  });

  it('has the policies of the resources, or says in its metadata where they belong', () => {
    const template = toCloudFormation(everyPolicy());
    const written = new Set([...policiesIn(template), ...(template.Metadata?.['Assent::PropertyPolicies'] ?? []).map(({ Policy }) => JSON.stringify(Policy))]);
    const others = toIamJson(everyPolicy()).resources.filter(({ policy }) => !written.has(JSON.stringify(policy)));
    // A text that holds JSON, a permission and a statement for itself are read as what they become, not as they were written.
    expect(others.map(({ arn }) => arn.split(':')[2])).toEqual(['events', 'lambda', 'lambda', 'logs']);
    expect(Object.values(template.Resources).find(({ Type }) => Type === 'AWS::Lambda::Permission')?.Properties).toEqual({
      FunctionName: 'resize',
      Action: 'lambda:InvokeFunction',
      Principal: partner,
    });
  });

  it('keeps the logical ids of what stays', () => {
    const one = makeStack();
    new Bucket(one, 'reports').grantRead(new LambdaFunction(one, 'reader'));
    const two = makeStack();
    new Queue(two, 'reports').grantPurge(new LambdaFunction(two, 'cleaner'));
    new Bucket(two, 'reports').grantRead(new LambdaFunction(two, 'reader'));
    const ids = Object.keys(toCloudFormation(two).Resources);
    for (const id of Object.keys(toCloudFormation(one).Resources)) expect(ids).toContain(id);
  });

  it('tells names apart that differ in what an id cannot have', () => {
    const stack = makeStack();
    for (const name of ['a-b', 'a.b', 'ab', 'a_b']) new LambdaFunction(stack, name);
    expect(Object.keys(toCloudFormation(stack).Resources)).toHaveLength(4);
  });

  it.each([
    ['not-expressible', () => {
      const stack = makeStack();
      new LambdaFunction(stack, 'f').grantInvoke(new ServicePrincipal('events.amazonaws.com')).when({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } });
      return stack;
    }],
    ['too-large', () => {
      const stack = makeStack();
      for (let index = 0; index < 501; index++) new LambdaFunction(stack, `f-${index}`);
      return stack;
    }],
    ['cyclic-order', () => {
      const stack = makeStack();
      const a = new Role(stack, 'a', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      a.allowAssume(new Role(stack, 'b', { assumedBy: a }));
      return stack;
    }],
    ['invalid-name', () => {
      const stack = makeStack();
      new Role(stack, 'x', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      const bucket = new Bucket(stack, 'b');
      const group = new Group(stack, 'g'.repeat(120));
      for (let index = 0; index < 200; index++) bucket.grantRead(group, `a-long-prefix-of-objects-in-a-bucket-${index}/*`);
      return stack;
    }],
  ])('is refused with %s', (code, make) => {
    expect(codeOf(() => toCloudFormation(make()))).toBe(code);
  });
});
