import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../document/parse.ts';
import { compilePolicy } from '../statement/compiled-policy.ts';
import { evaluate, evaluateRecorded } from './evaluate.ts';
import { policySet } from './policy-set.ts';
import type { AuthorizationRequest, ResourceName } from './request.ts';

const principal = { kind: 'user', arn: 'arn:aws:iam::111111111111:user/ana', account: '111111111111' } as const;

const piece = fc.constantFrom('a', 'ab', 'abc', 'abcd', 'abcde', '/', ':', '-', 'A', 'é', '😀', '*', '**', '?', '${*}', '${aws:username}', '${app:text}', "${app:none, 'ab'}", '${broken');
const tail = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
const head = fc.constantFrom('arn:aws:s3:::', 'ARN:aws:S3:::', 'arn:aws:s3:*:*:', 'arn:aws:s3:::a', 'arn:aws:s3:us-*:1:', 'arn:*:s3:::', 'arn:aws:s3:*', 'arn:aws:s3', '*', 'arn:aws:s3::*:');
const pattern = fc.oneof(fc.tuple(head, tail).map((parts) => parts.join('')), fc.constant('*'));
const resource = fc
  .tuple(fc.constantFrom('arn:aws:s3:::', 'arn:aws:S3:::', 'arn:aws:s3:us-1:1:'), fc.array(fc.constantFrom('a', 'ab', 'abc', 'abcd', 'abcde', '/', ':', '-', 'A', 'é', '😀', 'ana'), { maxLength: 6 }))
  .map(([first, rest]) => `${first}${rest.join('')}` as ResourceName);

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  Action: fc.constant('s3:GetObject'),
  element: fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
  patterns: fc.array(pattern, { minLength: 1, maxLength: 3 }),
});

/** One statement that is of interest, and many that no resource reaches: so that there is an index, and it decides little. */
function requestOf(chosen: readonly { readonly Effect: string; readonly Action: string; readonly element: string; readonly patterns: readonly string[] }[], named: ResourceName, version: string): AuthorizationRequest {
  const others = Array.from({ length: 30 }, (_, index) => ({ Effect: index % 2 === 0 ? 'Allow' : 'Deny', Action: 's3:*', Resource: `arn:aws:s3:::other-${index}/${'x'.repeat(index)}*` }));
  const statements = [...others.slice(0, 15), ...chosen.map(({ Effect, Action, element, patterns }) => ({ Effect, Action, [element]: patterns })), ...others.slice(15)];
  const { document, faults } = parsePolicy(JSON.stringify({ Version: version, Statement: statements }), { type: 'identity' });
  if (!document) throw new Error(faults[0]?.message);
  return {
    principal,
    action: 's3:GetObject',
    resource: named,
    resourceAccount: '111111111111',
    context: new Map([['app:text', { values: ['ab/c'], multi: false }]]),
    policies: { identity: policySet([compilePolicy(document, { type: 'identity' })]) },
  };
}

describe('the index of statements by resource', () => {
  it('leaves out no statement that matches, and lets none decide that does not (R3.5, R3.6, R3.9, R5.7)', () => {
    let [allowed, denied] = [0, 0];
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), resource, fc.constantFrom('2012-10-17', '2008-10-17'), (chosen, named, version) => {
        const request = requestOf(chosen, named, version);
        const { decision, by, rule } = evaluate(request);
        // Where every statement is recorded, every statement is asked.
        const recorded = evaluateRecorded(request);
        if (decision === 'allowed') allowed++;
        if (decision === 'explicitDeny') denied++;
        expect({ decision, by, rule }).toEqual({ decision: recorded.decision, by: recorded.by, rule: recorded.rule });
      }),
      { numRuns: 3_000 },
    );
    expect(allowed).toBeGreaterThan(150);
    expect(denied).toBeGreaterThan(150);
  });
});
