import { AttachUserPolicyCommand, CreateRoleCommand, CreateUserCommand, GetAccountAuthorizationDetailsCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { lintFound, findPolicies } from '@assent/analysis';
import { Locator, parseJson } from '@assent/policy';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { policy } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

let server: LocalServer;
beforeAll(async () => void (server = await LocalServer.start()));
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const trust = policy({ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] }, Action: 'sts:AssumeRole' });

it('an account of a running server is checked by its authorization details, documents percent-encoded as on the wire', async () => {
  const iam = server.iam();
  await iam.send(new CreateUserCommand({ UserName: 'ana' }));
  await iam.send(new AttachUserPolicyCommand({ UserName: 'ana', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  await iam.send(new CreateRoleCommand({ RoleName: 'OrdersFn', AssumeRolePolicyDocument: trust }));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'OrdersFn', PolicyName: 'orders', PolicyDocument: policy({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }) }));
  const { $metadata: _, ...details } = await iam.send(new GetAccountAuthorizationDetailsCommand({}));
  expect(details.RoleDetailList?.[0]?.AssumeRolePolicyDocument).toMatch(/^%7B/);
  const text = JSON.stringify(details, undefined, 2);
  const parsed = parseJson(text, 64);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  const found = findPolicies(parsed.root, text, { now: new Date('2026-11-01T00:00:00Z') });
  if (!found) throw new Error('nothing was found');
  expect(found.kind).toBe('account');
  const findings = lintFound(found, text, { locator: new Locator(text) }).map(({ subject, finding }) => `${finding.issueCode} ${subject}`);
  expect(findings.sort()).toEqual(['ASSENT_ADMINISTRATOR_POLICY_ATTACHED user ana', 'ASSENT_INLINE_POLICY role OrdersFn', 'ASSENT_POLICY_ON_USER user ana', 'ASSENT_ROLE_FOR_SEVERAL_SERVICES role OrdersFn', 'ASSENT_WILDCARD_RESOURCE role OrdersFn, orders']);
});
