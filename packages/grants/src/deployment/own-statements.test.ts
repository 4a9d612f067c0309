import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sidPrefix, signed, statementChanges, withChanges } from './own-statements.ts';
import { canonical } from './policy-text.ts';
import type { PolicyObject, StatementObject } from './policy-text.ts';

const prefix = sidPrefix('mine');
const body = fc.record({ Effect: fc.constantFrom('Allow', 'Deny'), Action: fc.constantFrom('s3:GetObject', 's3:PutObject', ['s3:GetObject', 's3:List*']), Resource: fc.constantFrom('a', 'b', ['a', 'b']), Principal: fc.constantFrom('*', { AWS: 'x' }, { AWS: ['x', 'y'] }) });
const own = body.map((statement) => signed(prefix, statement));
const foreign = fc.oneof(body, fc.record({ Sid: fc.constantFrom('Theirs', sidPrefix('theirs')), Effect: fc.constant('Allow'), Action: fc.constantFrom('s3:*', 'sqs:*') }));
const statements = (of: fc.Arbitrary<StatementObject>) => fc.uniqueArray(of, { selector: canonical, maxLength: 5 });
const policyOf = (Statement: readonly StatementObject[]): PolicyObject | undefined => (Statement.length === 0 ? undefined : { Version: '2012-10-17', Statement });
const isOwn = ({ Sid }: StatementObject): boolean => String(Sid).startsWith(prefix);
const content = ({ Sid: _, ...said }: StatementObject): string => canonical(said);

describe('the statements of a stack in a policy that it shares', () => {
  it('are made what is wanted in one step, and no step is left', () => {
    fc.assert(
      fc.property(statements(own), statements(foreign), statements(own), (there, theirs, wanted) => {
        const policy = policyOf([...there, ...theirs]);
        const next = withChanges('arn', policy, statementChanges(policy, { prefix, wanted, fixed: false }));
        expect(statementChanges(next, { prefix, wanted, fixed: false })).toEqual({ added: [], removed: [] });
        const said = new Set((next?.Statement ?? []).map(content));
        for (const statement of wanted) expect(said).toContain(content(statement));
        const allowed = new Set(wanted.map(content));
        for (const statement of next?.Statement.filter(isOwn) ?? []) expect(allowed).toContain(content(statement));
      }),
    );
  });

  it('leave those of others as they are, in their order', () => {
    fc.assert(
      fc.property(statements(own), statements(foreign), statements(own), (there, theirs, wanted) => {
        const policy = policyOf([...theirs.slice(0, 2), ...there, ...theirs.slice(2)]);
        const next = withChanges('arn', policy, statementChanges(policy, { prefix, wanted, fixed: false }));
        expect((next?.Statement ?? []).filter((statement) => !isOwn(statement))).toEqual(theirs);
      }),
    );
  });
});

describe('the Sids of a stack', () => {
  it.each([['a', 'a1'], ['a-b', 'ab'], ['a', 'A'], ['grants', 'grants2'], ['x.y', 'x,y']])('are not those of another: %s, %s', (one, other) => {
    expect(signed(sidPrefix(one), { a: 1 })['Sid']).toMatch(/^[A-Za-z0-9]+$/);
    expect(String(signed(sidPrefix(one), { a: 1 })['Sid']).startsWith(sidPrefix(other))).toBe(false);
    expect(String(signed(sidPrefix(other), { a: 1 })['Sid']).startsWith(sidPrefix(one))).toBe(false);
  });
});

describe('a policy in canonical form', () => {
  it.each([
    [{ Action: ['a'] }, { Action: 'a' }],
    [{ Action: ['b', 'a'] }, { Action: ['a', 'b'] }],
    [{ Statement: [{ Effect: 'Allow' }] }, { Statement: { Effect: 'Allow' } }],
    [{ b: true, a: 1 }, { a: '1', b: 'true' }],
  ])('is the same for %j and %j', (one, other) => {
    expect(canonical(one)).toBe(canonical(other));
  });

  it.each([
    [{ Action: ['a', 'b'] }, { Action: 'a' }],
    [{ Action: ['a,b'] }, { Action: ['a', 'b'] }],
    [{ Action: 'a' }, { NotAction: 'a' }],
    [{ Principal: '*' }, { Principal: { AWS: '*' } }],
    [{ Action: [] }, {}],
  ])('is not the same for %j and %j', (one, other) => {
    expect(canonical(one)).not.toBe(canonical(other));
  });
});
