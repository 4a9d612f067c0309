import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluation/evaluate.ts';
import { readCase } from '../cases/read-case.ts';
import { nothingWritten } from '../cases/case-value.ts';
import type { CaseValue } from '../cases/case-value.ts';
import { denialMessage } from './denial-message.ts';

const A = '111111111111';
const B = '222222222222';
const user = `arn:aws:iam::${A}:user/u`;
const session = `arn:aws:sts::${A}:assumed-role/r/s`;
const role = `arn:aws:iam::${A}:role/r`;
const object = 'arn:aws:s3:::b/k';
const statement = (Effect: string, rest: object = {}): object => ({ Version: '2012-10-17', Statement: [{ Effect, Action: '*', Resource: '*', ...rest }] });
const everything = statement('Allow');
const nothing = statement('Deny');
const other = statement('Allow', { Action: 'ec2:*' });
const member = { id: 'o-aaaaaaaaaa', managementAccount: '999999999999', principalPath: 'o-aaaaaaaaaa/r-ab12/', resourcePath: 'o-aaaaaaaaaa/r-ab12/' };
const get = { principal: user, action: 's3:GetObject', resource: object, resourceAccount: A };

function messageOf(fields: object): string {
  const { request } = readCase(JSON.parse(JSON.stringify({ name: 'm', ...fields })) as CaseValue, nothingWritten, {});
  const decision = evaluate(request);
  expect(decision.decision).not.toBe('allowed');
  return denialMessage(request, decision);
}

const told = `User: ${user} is not authorized to perform: s3:GetObject on resource: ${object}`;

const cases: readonly (readonly [what: string, fields: object, message: string])[] = [
  ['no identity policy', get, `${told} because no identity-based policy allows the s3:GetObject action`],
  ['an identity policy denies', { ...get, policies: { identity: [nothing] } }, `${told} with an explicit deny in an identity-based policy`],
  ['no boundary allows (V110)', { ...get, principal: session, policies: { identity: [everything], permissionsBoundary: other } }, `${told.replace(user, session)} because no permissions boundary allows the s3:GetObject action`],
  ['the boundary denies', { ...get, policies: { identity: [everything], permissionsBoundary: nothing } }, `${told} with an explicit deny in a permissions boundary`],
  ['no session policy allows', { ...get, principal: session, policies: { identity: [everything], session: [other] } }, `${told.replace(user, session)} because no session policy allows the s3:GetObject action`],
  ['a session policy denies', { ...get, principal: session, policies: { identity: [everything], session: [nothing] } }, `${told.replace(user, session)} with an explicit deny in a session policy`],
  ['no service control policy allows (V117)', { ...get, organization: member, policies: { identity: [everything], serviceControl: [[other]] } }, `${told} because no service control policy allows the s3:GetObject action`],
  ['a service control policy denies (V111)', { ...get, organization: member, policies: { identity: [everything], serviceControl: [[everything, nothing]] } }, `${told} with an explicit deny in a service control policy`],
  ['a resource control policy denies', { ...get, organization: member, policies: { identity: [everything], resourceControl: [[statement('Deny', { Principal: '*' })]] } }, `${told} with an explicit deny in a resource control policy`],
  ['no endpoint policy allows', { ...get, policies: { identity: [everything], vpcEndpoint: statement('Allow', { Principal: '*', Action: 'ec2:*' }) } }, `${told} because no VPC endpoint policy allows the s3:GetObject action`],
  ['the endpoint policy denies', { ...get, policies: { identity: [everything], vpcEndpoint: statement('Deny', { Principal: '*' }) } }, `${told} with an explicit deny in a VPC endpoint policy`],
  ['the resource policy denies', { ...get, policies: { identity: [everything], resource: statement('Deny', { Principal: '*' }) } }, `${told} with an explicit deny in a resource-based policy`],
  [
    'the trust policy does not admit (V116)',
    { principal: user, action: 'sts:AssumeRole', resource: role, policies: { identity: [everything], resource: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: B }, Action: 'sts:AssumeRole' }] } } },
    `User: ${user} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
  ],
  [
    'the trust policy denies',
    { principal: user, action: 'sts:AssumeRole', resource: role, policies: { identity: [everything], resource: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: { AWS: A }, Action: 'sts:AssumeRole' }] } } },
    `User: ${user} is not authorized to perform: sts:AssumeRole with an explicit deny in the role trust policy`,
  ],
  ['another account and another organization keep it to themselves (V167)', { ...get, resourceAccount: B, policies: { resource: statement('Allow', { Principal: { AWS: A } }) } }, told],
  [
    'no identity policy allows what another account of the organization gives (V112)',
    { ...get, resourceAccount: B, organization: member, policies: { serviceControl: [[everything]], resource: statement('Allow', { Principal: { AWS: A } }) } },
    `${told} because no resource-based policy allows the s3:GetObject action`,
  ],
];

describe('a denial is told in AWS\'s words (R12.1, R12.2, R12.5)', () => {
  it.each(cases)('%s', (_what, fields, message) => expect(messageOf(fields)).toBe(message));
});
