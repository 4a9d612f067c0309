import { readFileSync } from 'node:fs';
import { validatePolicy } from '@assent/analysis';
import { checkAcceptance, compilePolicy, evaluate, isActionName, isResourceName, parsePolicy, policySet } from '@assent/policy';
import type { PolicyJson } from '@assent/grants';
import type { Decision, PolicySet } from '@assent/policy';
import type { RecordedCall, RecordedNeed } from '@assent/server';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalResource, policyText, smallestPolicy } from '../../packages/cli/src/run/smallest-policy.ts';

type Row = { readonly service: string; readonly operation: string; readonly needs: readonly (readonly [action: string, resource: string, keys?: Readonly<Record<string, string | readonly string[]>>])[] };

const rows = readFileSync(new URL('requirements.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);

const needOf = ([action, resource, keys]: Row['needs'][number]): RecordedNeed => {
  const passedTo = action === 'iam:PassRole' ? keys?.['iam:PassedToService'] : undefined;
  return { action, resource, decision: 'implicitDeny', policyType: 'identity', ...(typeof passedTo === 'string' ? { passedTo } : {}) };
};
const call = (needs: readonly RecordedNeed[], rest: Partial<RecordedCall> = {}): RecordedCall => ({ service: 's', operation: 'o', outcome: 'refused', enforcement: 'on', needs, count: 1, firstAt: '', lastAt: '', ...rest });
const callsOf = (these: readonly Row[]): readonly RecordedCall[] => these.map(({ service, operation, needs }) => call(needs.map(needOf), { service, operation }));

const account = '123456789012';

const compiled = (text: string, type: 'identity' | 'resource'): PolicySet => {
  const { document } = parsePolicy(text);
  if (!document) throw new Error(`no policy: ${text}`);
  return policySet([compilePolicy(document, { type })]);
};

/** As AWS makes it: keys are their account's to open by policies (R8.5). */
const keyPolicy = compiled(JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' } }), 'resource');

function decide(policy: PolicyJson, { action, resource, passedTo }: RecordedNeed): Decision['decision'] {
  if (!isActionName(action) || !isResourceName(resource)) throw new Error(`${action} ${resource}`);
  return evaluate({
    principal: { kind: 'roleSession', arn: `arn:aws:sts::${account}:assumed-role/r/s`, roleArn: `arn:aws:iam::${account}:role/r`, account },
    action,
    resource,
    resourceAccount: account,
    context: new Map(passedTo === undefined ? [] : [['iam:passedtoservice', { values: [passedTo], multi: false }]]),
    now: new Date(0),
    policies: { identity: compiled(policyText(policy), 'identity'), ...(action.startsWith('kms:') ? { resource: keyPolicy } : {}) },
  }).decision;
}

const read = (key: string): RecordedNeed => ({ action: 's3:GetObject', resource: `arn:aws:s3:::photos/${key}`, decision: 'implicitDeny', policyType: 'identity' });

const policyFor = (calls: readonly RecordedCall[]): PolicyJson => {
  const policy = smallestPolicy(calls);
  if (!policy) throw new Error('a policy was expected');
  return policy;
};

describe('the smallest policy', () => {
  it.each(rows.map((row) => [`${row.service} ${row.operation}`, row] as const))('of %s is accepted, has no error, and allows the call', (_name, row) => {
    const policy = policyFor(callsOf([row]));
    const text = policyText(policy);
    expect(checkAcceptance(text, 'managed')).toBeUndefined();
    expect(validatePolicy(text, { policyType: 'IDENTITY_POLICY' }).filter(({ findingType }) => findingType === 'ERROR')).toEqual([]);
    for (const need of row.needs) expect(decide(policy, needOf(need))).toBe('allowed');
  });

  it('of several calls allows all of them and no other action or resource', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(rows.length - 1), { minLength: 1, maxLength: 12 }), (indices) => {
        const chosen = indices.flatMap((index) => rows[index] ?? []);
        const needs = chosen.flatMap((row) => row.needs.map(needOf));
        const policy = policyFor(callsOf(chosen));
        for (const need of needs) if (decide(policy, need) !== 'allowed') return false;
        const isGranted = (other: RecordedNeed): boolean => needs.some((need) => need.action.toLowerCase() === other.action.toLowerCase() && (need.resource === other.resource || need.resource.includes('*')));
        return rows.flatMap((row) => row.needs.map(needOf)).filter((other) => !isGranted(other)).every((other) => decide(policy, other) !== 'allowed');
      }),
      { numRuns: 25 },
    );
  });

  it('does not depend on the order of the calls, nor on how often they came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows.slice(0, 60)), (some) => {
        const calls = callsOf(some);
        expect(smallestPolicy([...calls, ...calls])).toEqual(smallestPolicy(callsOf([...some].reverse())));
      }),
      { numRuns: 30 },
    );
  });

  it('names a resource as it is, whatever signs are in its name (R5.6)', () => {
    const signs = fc.stringMatching(/^[a-z*?$/{}:.\\ -]{1,20}$/);
    fc.assert(
      fc.property(signs, signs, (name, other) => {
        const policy = policyFor([call([read(name)])]);
        expect(decide(policy, read(name))).toBe('allowed');
        expect(decide(policy, read(other)) === 'allowed').toBe(name === other);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['日本.jpg', 'é.jpg', '\u{1F600}', 'a\u0001b', '"quoted"', 'ÿĀ'])('is one that IAM takes where a name is %j (R2.7)', (name) => {
    const policy = policyFor([call([read(name)])]);
    expect(checkAcceptance(policyText(policy), 'managed')).toBeUndefined();
    expect([decide(policy, read(name)), decide(policy, read(`${name}x`))]).toEqual(['allowed', 'implicitDeny']);
  });

  it.each([
    ['*', '*'],
    ['arn:aws:ec2:eu-west-1:123456789012:instance/*', 'arn:aws:ec2:eu-west-1:123456789012:instance/*'],
    ['arn:aws:s3:::photos/*', 'arn:aws:s3:::photos/${*}'],
    ['arn:aws:s3:::photos/a?b', 'arn:aws:s3:::photos/a${?}b'],
    ['arn:aws:ssm:eu-west-1:123456789012:parameter/${x}', 'arn:aws:ssm:eu-west-1:123456789012:parameter/${$}{x}'],
  ])('names %s as %s', (resource, named) => expect(literalResource(resource)).toBe(named));

  it('lets a role be passed to the service that it was passed to, and to no other', () => {
    const need: RecordedNeed = { action: 'iam:PassRole', resource: `arn:aws:iam::${account}:role/fn`, decision: 'allowed', policyType: 'identity', passedTo: 'lambda.amazonaws.com' };
    const policy = policyFor([call([need])]);
    expect(decide(policy, need)).toBe('allowed');
    expect(decide(policy, { ...need, passedTo: 'ec2.amazonaws.com' })).toBe('implicitDeny');
  });

  it('has nothing for what needs no policy of the role', () => {
    const callerIdentity: RecordedNeed = { action: 'sts:GetCallerIdentity', resource: '*', decision: 'allowed' };
    const byItsOwn: RecordedNeed = { action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-west-1:${account}:q`, decision: 'allowed', policyType: 'resource' };
    expect(smallestPolicy([call([callerIdentity, byItsOwn]), call([])])).toBeUndefined();
    expect(smallestPolicy([])).toBeUndefined();
  });

  it('is one statement where the same is done on several resources, or several things on the same', () => {
    const queue = (name: string): string => `arn:aws:sqs:eu-west-1:${account}:${name}`;
    const need = (action: string, name: string): RecordedNeed => ({ action, resource: queue(name), decision: 'allowed', policyType: 'identity' });
    expect(smallestPolicy([call(['b', 'a'].flatMap((name) => [need('sqs:SendMessage', name), need('sqs:ReceiveMessage', name)]))])).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['sqs:ReceiveMessage', 'sqs:SendMessage'], Resource: [queue('a'), queue('b')] }],
    });
  });
});
