import { compilePolicy, evaluate, parsePolicy, policySet } from '@assent/policy';
import type { AuthorizationRequest, PolicySet } from '@assent/policy';
import { describe, expect, it } from 'vitest';
import { Vault } from '../secret/vault.ts';
import { decodeAuthorizationMessage, encodeAuthorizationMessage } from './authorization-message.ts';

const vault = new Vault(new Uint8Array(32).fill(7));
const account = '111122223333';

function setOf(...statements: readonly object[]): PolicySet {
  const { document } = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), { type: 'identity', maxSize: Number.POSITIVE_INFINITY });
  if (!document) throw new Error('the policy of the test is none');
  return policySet([compilePolicy(document, { type: 'identity', name: 'p' })]);
}

const request = (identity: PolicySet): AuthorizationRequest => ({
  principal: { kind: 'roleSession', arn: `arn:aws:sts::${account}:assumed-role/Developer/Ana`, roleArn: `arn:aws:iam::${account}:role/Developer`, account, roleId: 'AROA123456789EXAMPLE' },
  action: 'ec2:RunInstances',
  resource: `arn:aws:ec2:us-east-1:${account}:instance/*`,
  context: new Map([['ec2:region', { values: ['us-east-1'], multi: false }]]),
  policies: { identity },
});

const deny = { Sid: 'VisualEditor0', Effect: 'Deny', Action: 'ec2:RunInstances', Resource: '*', Condition: { StringEquals: { 'ec2:Region': 'us-east-1' } } };

function encode(...statements: readonly object[]): string {
  const asked = request(setOf(...statements));
  return encodeAuthorizationMessage(vault, asked, evaluate(asked), account, ['ec2:Region', 'ec2:Absent']);
}

const isInvalid = expect.objectContaining({ code: 'InvalidAuthorizationMessageException', message: 'Message is not valid' }) as Error;

describe('an encoded authorization message (R12.8)', () => {
  it('is opened by the account of the principal, in the shape that AWS documents', () => {
    expect(JSON.parse(decodeAuthorizationMessage(vault, encode(deny), account))).toEqual({
      allowed: false,
      explicitDeny: true,
      matchedStatements: {
        items: [
          {
            statementId: 'VisualEditor0',
            effect: 'DENY',
            principals: { items: [{ value: 'AROA123456789EXAMPLE:Ana' }] },
            principalGroups: { items: [] },
            actions: { items: [{ value: 'ec2:RunInstances' }] },
            resources: { items: [{ value: '*' }] },
            conditions: { items: [{ key: 'ec2:Region', values: { items: [{ value: 'us-east-1' }] } }] },
          },
        ],
      },
      failures: { items: [] },
      context: {
        principal: { id: 'AROA123456789EXAMPLE:Ana', arn: `arn:aws:sts::${account}:assumed-role/Developer/Ana` },
        action: 'RunInstances',
        resource: `arn:aws:ec2:us-east-1:${account}:instance/*`,
        conditions: { items: [{ key: 'ec2:Region', values: { items: [{ value: 'us-east-1' }] } }] },
      },
    });
  });

  it('tells nobody else anything', () => {
    const encoded = encode(deny);
    expect(encoded).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(encoded, 'base64url').toString('latin1')).not.toContain('RunInstances');
    expect(() => decodeAuthorizationMessage(vault, encoded, '999999999999')).toThrow(isInvalid);
    expect(() => decodeAuthorizationMessage(new Vault(new Uint8Array(32)), encoded, account)).toThrow(isInvalid);
  });

  it.each(['', 'AAAA', 'not base64!', 'A'.repeat(10_240)])('is not opened where it is not ours or was changed', (encoded) => {
    expect(() => decodeAuthorizationMessage(vault, encoded, account)).toThrow(isInvalid);
    const whole = encode(deny);
    expect(() => decodeAuthorizationMessage(vault, `${whole.slice(0, 20)}${whole[20] === 'A' ? 'B' : 'A'}${whole.slice(21)}`, account)).toThrow(isInvalid);
  });

  it('stays within what can be decoded, however long the policy is', () => {
    const random = (index: number): string => Array.from({ length: 40 }, (_, at) => ((index * 7919 + at * 104_729) % 36).toString(36)).join('');
    const many = Array.from({ length: 1500 }, (_, index) => ({ ...deny, Sid: `S${index}`, Resource: [`arn:aws:ec2:*:*:instance/*`, `arn:aws:ec2:::${random(index)}`] }));
    const encoded = encode(...many);
    expect(encoded.length).toBeLessThanOrEqual(10_240);
    expect(JSON.parse(decodeAuthorizationMessage(vault, encoded, account))).toMatchObject({ explicitDeny: true, context: { action: 'RunInstances' } });
  });
});
