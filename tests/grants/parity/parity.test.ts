import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import * as ours from '@assent/grants';
import { PhysicalResolver, policiesOf } from '@assent/grants/cdk';
import { parityCases } from './all-cases.ts';
import { differences } from './differences.ts';
import { account, region } from './parity-case.ts';
import { runCdk, runOurs } from './parity-run.ts';
import type { Rows } from './parity-run.ts';

const outdir = mkdtempSync(join(tmpdir(), 'assent-parity-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** The key of a row without the ARN that we name, and CDK does not, for a role of another account. */
const withoutKey = ({ identity, resource }: Rows): Rows => ({ identity: identity.map((row) => row.replace(/^(Allow kms:\S+) \S+/, '$1 *')), resource });

const withoutKms = (rows: readonly string[]): readonly string[] => rows.filter((row) => !row.startsWith('Allow kms:'));

describe.each(parityCases.map((parity) => [parity.covers, parity] as const))('%s grants what CDK grants', (name, parity) => {
  const [covered = ''] = name.split(' ');
  it.each(parity.methods.flatMap((method) => parity.grantees.map((kind) => [method, kind] as const)))('%s, granted to: %s', (method, kind) => {
    const theirs = runCdk(parity, method, kind, outdir);
    const mine = runOurs(parity, method, kind);
    if ('refused' in mine) {
      // CDK refuses too, or what it grants is of no use: no policy of the resource lets the grantee in.
      expect('refused' in theirs ? [] : withoutKms(theirs.resource)).toEqual([]);
      return;
    }
    if ('refused' in theirs) throw new Error(`CDK refuses: ${theirs.refused}`);
    const [a, b] = kind === 'role of another account' ? [withoutKey(mine), withoutKey(theirs)] : [mine, theirs];
    expect(b.identity.length + b.resource.length + a.identity.length + a.resource.length).toBeGreaterThan(0);
    const differs = differences.some(({ methods, grantees }) => methods.includes(`${covered}.${method}`) && grantees.includes(kind));
    if (differs) expect(a).not.toEqual(b);
    else expect(a).toEqual(b);
  });
});

describe('a role whose policies are kept elsewhere', () => {
  const roleArn = `arn:aws:iam::${account}:role/kept`;

  it('gets nothing from CDK, which says that it was granted', () => {
    const stack = new cdk.Stack(new cdk.App({ outdir }), 'Parity', { env: { account, region } });
    const grant = new cdk.aws_sqs.Queue(stack, 'q').grantPurge(cdk.aws_iam.Role.fromRoleArn(stack, 'Kept', roleArn, { mutable: false }));
    expect(grant.success).toBe(true);
    expect(policiesOf(stack, new PhysicalResolver())).toEqual([]);
  });

  it('is let in by the policy of the resource here, or the grant is no success', () => {
    const stack = new ours.Stack({ account, region });
    const role = ours.Role.fromRoleArn(stack, roleArn);
    expect(new ours.Queue(stack, 'q').grantPurge(role).resourceStatements).toHaveLength(1);
    expect(new ours.LogGroup(stack, 'g').grantWrite(role).success).toBe(false);
    expect(new ours.StateMachine(stack, 'm').grantStartExecution(role).success).toBe(false);
  });
});
