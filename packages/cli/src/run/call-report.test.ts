import type { RecordedCall, RecordedNeed } from '@assent/server';
import { describe, expect, it } from 'vitest';
import { reportOf, textReport } from './call-report.ts';

const role = 'arn:aws:iam::123456789012:role/OrdersFn';
const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/Orders';

const need = (action: string, rest: Partial<RecordedNeed> = {}): RecordedNeed => ({ action, resource: table, decision: 'allowed', policyType: 'identity', ...rest });
const call = (operation: string, needs: readonly RecordedNeed[], rest: Partial<RecordedCall> = {}): RecordedCall => ({ service: 'dynamodb', operation, outcome: 'forwarded', enforcement: 'on', needs, count: 1, firstAt: '', lastAt: '', ...rest });
const refused = { outcome: 'refused', code: 'AccessDeniedException' } as const;
const report = (calls: readonly RecordedCall[], { dropped = 0, isPartial = false } = {}) => reportOf(role, 'lambda.amazonaws.com', { id: 'x', calls, dropped }, isPartial);

describe('the report of a run', () => {
  it('tells what was called, what was refused and why, and the policy for all of it', () => {
    const calls = [call('GetItem', [need('dynamodb:GetItem')], { count: 3 }), call('DeleteItem', [need('dynamodb:DeleteItem', { decision: 'implicitDeny', message: 'User: fn is not authorized' })], refused)];
    expect(textReport('node app.js', report(calls))).toBe(`assent: node app.js as ${role} (lambda.amazonaws.com): 4 calls, 1 refused
  allowed 3x dynamodb:GetItem ${table}
  refused 1x dynamodb:DeleteItem ${table}
    User: fn is not authorized

The smallest policy that allows all of it:
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "dynamodb:DeleteItem",
        "dynamodb:GetItem"
      ],
      "Resource": "${table}"
    }
  ]
}
`);
  });

  it('tells of what would be refused where it is not enforced', () => {
    const text = textReport('p', report([call('DeleteItem', [need('dynamodb:DeleteItem', { decision: 'implicitDeny' })], { code: 'AccessDeniedException', enforcement: 'audit' })]));
    expect(text).toContain('1 call, 0 refused, 1 would be refused\n');
    expect(text).toContain(`  would be refused 1x dynamodb:DeleteItem ${table}\n`);
  });

  it('says that no policy is needed', () => {
    expect(textReport('p', report([]))).toBe(`assent: p as ${role} (lambda.amazonaws.com): 0 calls, 0 refused\n\nNo policy is needed.\n`);
  });

  it.each<[name: string, call: RecordedCall, remark: string]>([
    ['an explicit denial', call('PutItem', [need('dynamodb:PutItem', { decision: 'explicitDeny', heldBy: { decision: 'explicitDeny', policyType: 'identity', policy: 'ReadOnly', statement: 'Frozen', rule: 'R8.1' } })], refused), `dynamodb:PutItem on ${table}: a policy of the role (ReadOnly, statement Frozen) denies it, whatever else allows it`],
    ['a service control policy', call('PutItem', [need('dynamodb:PutItem', { decision: 'implicitDeny', heldBy: { decision: 'explicitDeny', policyType: 'serviceControl', policy: 'p-1', statement: 0, rule: 'R8.1' } })], refused), `dynamodb:PutItem on ${table}: a service control policy (p-1, statement 0) denies it, whatever else allows it`],
    ['a boundary', call('PutItem', [need('dynamodb:PutItem', { decision: 'implicitDeny', heldBy: { decision: 'implicitDeny', policyType: 'permissionsBoundary', policy: undefined, statement: undefined, rule: 'R8.1' } })], refused), `dynamodb:PutItem on ${table}: the permissions boundary of the role must allow it, too`],
    ['a refusal without a decision', call('Unknown', [], { outcome: 'refused', code: 'NotImplemented', message: 'There is no upstream' }), 'dynamodb Unknown was refused without a decision (NotImplemented): the policy does not cover it'],
  ])('notes that the policy alone does not help against %s', (_name, refusedCall, remark) => {
    expect(report([refusedCall]).remarks).toEqual([remark]);
    expect(textReport('p', report([refusedCall]))).toContain(`  note: ${remark}\n`);
  });

  it('notes what is not in it', () => {
    expect(report([], { dropped: 2 }).remarks).toEqual(["2 calls found no room in the server's record: the policy may lack what they need"]);
    expect(report([], { isPartial: true }).remarks).toEqual(['the server was started anew: what was called before is not in the record, and the policy may lack what it needs']);
  });

  it('notes that a policy is longer than IAM takes', () => {
    const calls = Array.from({ length: 200 }, (_, index) => call('GetItem', [need('dynamodb:GetItem', { resource: `${table}${index}` })]));
    expect(report(calls).remarks).toEqual([expect.stringMatching(/^the policy has \d{5} characters; a managed policy takes 6144, the inline policies of a role 10240 together$/)]);
  });

  it('lets no name steer the terminal', () => {
    const text = textReport('p', report([call('GetItem', [need('dynamodb:GetItem', { resource: `${table}\u001b[31m\n\u009b` })])]));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(text).toContain(`allowed 1x dynamodb:GetItem ${table}\\u001b[31m\\u000a\\u009b\n`);
  });
});
