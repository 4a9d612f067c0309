import { compilePolicy, evaluate, parsePolicy, policySet } from '@assent/policy';
import type { PolicySet } from '@assent/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentJson } from './document.ts';
import { minimise } from './minimise.ts';
import { splitPolicies } from './split.ts';
import type { GrantStatement } from './statement.ts';

const actions = ['s3:*', 's3:Get*', 's3:GetObject', 's3:GetObject*', 's3:PutObject', 'sqs:SendMessage', '*'] as const;
const resources = ['*', 'arn:aws:s3:::b', 'arn:aws:s3:::b/*', 'arn:aws:s3:::b/a/*', 'arn:aws:s3:::b*', 'arn:aws:s3:::b/a/x', 'arn:aws:s3:*', 'arn:aws:sqs:*:*:q'] as const;
const conditions = [{}, { StringEquals: { 'aws:username': ['ana'] } }, { StringEquals: { 'aws:username': ['ana', 'bo'] } }] as const;

const statement: fc.Arbitrary<GrantStatement> = fc.record({
  effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  actions: fc.uniqueArray(fc.constantFrom(...actions), { minLength: 1, maxLength: 3 }),
  resources: fc.uniqueArray(fc.constantFrom(...resources), { minLength: 1, maxLength: 3 }),
  conditions: fc.constantFrom(...conditions),
});

const setOf = (statements: readonly GrantStatement[]): PolicySet => {
  const { document } = parsePolicy(JSON.stringify(documentJson(statements)));
  if (!document) throw new Error('not a policy');
  return policySet([compilePolicy(document, { type: 'identity' })]);
};

const decide = (identity: PolicySet, action: `${string}:${string}`, resource: `arn:${string}`, user: string): string =>
  evaluate({
    principal: { kind: 'user', arn: `arn:aws:iam::123456789012:user/${user}`, account: '123456789012' },
    action,
    resource,
    context: new Map([['aws:username', { values: [user], multi: false }]]),
    policies: { identity },
  }).decision;

describe('minimised statements', () => {
  it('decide every request as before', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), (statements) => {
        const [before, after] = [setOf(statements), setOf(minimise(statements))];
        for (const action of ['s3:GetObject', 's3:GetObjectAcl', 's3:PutObject', 's3:GetBucketPolicy', 'sqs:SendMessage'] as const) {
          for (const resource of ['arn:aws:s3:::b', 'arn:aws:s3:::b/a/x', 'arn:aws:s3:::b/z:1', 'arn:aws:s3:::bc/a/x', 'arn:aws:sqs:eu-west-1:123456789012:q'] as const) {
            for (const user of ['ana', 'bo', 'cy']) expect(decide(after, action, resource, user)).toBe(decide(before, action, resource, user));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('do not depend on the order of the input, and stay as they are when minimised again', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), (statements) => {
        const once = minimise(statements);
        expect(minimise(once)).toEqual(once);
        expect(once.length).toBeLessThanOrEqual(statements.length);
      }),
      { numRuns: 500 },
    );
  });

  it('are split by quota without loss', () => {
    const many = Array.from({ length: 300 }, (_, index): GrantStatement => ({ effect: 'Allow', actions: [`s3:GetObject`, `s3:X${index}`], resources: [`arn:aws:s3:::bucket-${index}/*`], conditions: {} }));
    const policies = splitPolicies('role', 'r', 'grants', many);
    expect(policies.length).toBeGreaterThan(1);
    expect(policies.every(({ document }) => JSON.stringify(document).length <= 6_144)).toBe(true);
    expect(policies.flatMap(({ document }) => document.Statement)).toEqual(documentJson(many).Statement);
    expect(() => splitPolicies('group', 'g', 'grants', [...many, ...many, ...many])).toThrow('managed policies');
  });
});
