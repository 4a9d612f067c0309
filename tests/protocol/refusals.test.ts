import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as sts from '@aws-sdk/client-sts';
import { apiModel } from '@assent/catalog';
import type { ServiceName } from '@assent/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findService } from '../../packages/server/src/dispatch/service.ts';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await LocalServer.start();
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const arn = (rest: string): string => `arn:aws:iam::${account}:${rest}`;
const document = policy(allow('s3:GetObject', 'arn:aws:s3:::b/*'));

/** A value for every member that some operation requires. */
const values: Readonly<Record<string, unknown>> = {
  UserName: 'somebody',
  NewUserName: 'other',
  GroupName: 'some-group',
  RoleName: 'some-role',
  InstanceProfileName: 'some-profile',
  PolicyName: 'some-policy',
  PolicyArn: arn('policy/some-policy'),
  PolicyDocument: document,
  AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }),
  PermissionsBoundary: arn('policy/some-policy'),
  VersionId: 'v1',
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  AccountAlias: 'an-alias',
  Status: 'Inactive',
  Tags: [{ Key: 'k', Value: 'v' }],
  TagKeys: ['k'],
  RoleArn: arn('role/some-role'),
  RoleSessionName: 'session',
  Name: 'fed',
  Email: 'a@b.example',
  AccountName: 'account',
  CreateAccountRequestId: 'car-0123456789abcdef',
  AccountId: '999999999999',
  Description: 'words',
  policyDocument: document,
  policyType: 'IDENTITY_POLICY',
  Arn: arn('user/somebody'),
  TemplateArn: 'arn:aws:iam::aws:role-template/service.amazonaws.com/some-template:1',
  JobId: '00000000-0000-4000-8000-000000000000',
  EntityPath: 'o-0123456789/r-abcd',
  ServiceNamespace: 's3',
  ServiceNamespaces: ['s3'],
  PolicySourceArn: arn('user/somebody'),
  PolicyInputList: [document],
  ActionNames: ['s3:GetObject'],
  AWSServiceName: 'autoscaling.amazonaws.com',
  DeletionTaskId: 'task/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling/00000000-0000-4000-8000-000000000000',
  OldPassword: 'Old-Password-1',
  NewPassword: 'New-Password-1',
  VirtualMFADeviceName: 'some-device',
  SerialNumber: arn('mfa/some-device'),
  AuthenticationCode1: '123456',
  AuthenticationCode2: '654321',
  SSHPublicKeyId: 'APKAIOSFODNN7EXAMPLE',
  SSHPublicKeyBody: 'ssh-rsa AAAA',
  Encoding: 'SSH',
  CertificateId: 'ABCDEFGHIJKLMNOPQRSTUVWX',
  CertificateBody: 'no certificate',
  PrivateKey: 'no key',
  ServerCertificateName: 'some-certificate',
  ServiceName: 'codecommit.amazonaws.com',
  ServiceSpecificCredentialId: 'ACCAIOSFODNN7EXAMPLE1',
  ChildId: '999999999999',
  ChildType: 'ACCOUNT',
  Content: policy(allow('*')),
  DestinationParentId: 'ou-abcd-abcdefgh',
  Filter: 'SERVICE_CONTROL_POLICY',
  HandshakeId: 'h-0123456789',
  Id: 'rt-0123456789',
  OrganizationalUnitId: 'ou-abcd-abcdefgh',
  ParentId: 'ou-abcd-abcdefgh',
  PolicyId: 'p-0123456789',
  PolicyType: 'TAG_POLICY',
  ResourceId: 'ou-abcd-abcdefgh',
  RootId: 'r-abcd',
  ServicePrincipal: 'config.amazonaws.com',
  SourceName: 'transfer',
  SourceParentId: 'ou-abcd-abcdefgh',
  StartTimestamp: new Date('2096-01-01T00:00:00Z'),
  Target: { Id: '999999999999', Type: 'ACCOUNT' },
  TargetId: 'ou-abcd-abcdefgh',
  Audience: ['https://api.example.com'],
  ClientID: 'client-1',
  DelegationRequestId: 'dr-0123456789abcdef',
  EncodedMessage: 'AAAA',
  EntityArn: arn('delegation-request/dr-0123456789abcdef'),
  GlobalEndpointTokenVersion: 'v2Token',
  NotificationChannel: `arn:aws:sns:us-east-1:${account}:channel`,
  OpenIDConnectProviderArn: arn('oidc-provider/login.example.com'),
  Permissions: { PolicyTemplateArn: 'arn:aws:iam:::delegation-template/some-template' },
  Properties: { 'Namespace/Name': 'value' },
  RequestorWorkflowId: 'workflow',
  SAMLMetadataDocument: '<EntityDescriptor/>'.padEnd(1000),
  SAMLProviderArn: arn('saml-provider/some-provider'),
  SessionDuration: 3600,
  SigningAlgorithm: 'ES384',
  TargetPrincipal: '999999999999',
  TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
  ThumbprintList: ['0123456789abcdef0123456789abcdef01234567'],
  TradeInToken: 'token',
  Url: 'https://login.example.com',
};

/** Members that mean something else in one operation than in another. */
const ofOperation: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  CreatePolicy: { Type: 'SERVICE_CONTROL_POLICY' },
  InviteOrganizationToTransferResponsibility: { Type: 'BILLING' },
  ListInboundResponsibilityTransfers: { Type: 'BILLING' },
  ListOutboundResponsibilityTransfers: { Type: 'BILLING' },
};

const sdks = {
  iam: { commands: iam, client: (credentials: Credentials) => server.iam(credentials) },
  sts: { commands: sts, client: (credentials: Credentials) => server.sts(credentials) },
  organizations: { commands: organizations, client: (credentials: Credentials) => server.organizations(credentials) },
  'access-analyzer': { commands: accessAnalyzer, client: (credentials: Credentials) => server.accessAnalyzer(credentials) },
} as const;

function call(service: ServiceName, operation: string, credentials: Credentials): Promise<unknown> {
  const input = apiModel(service).operations[operation]?.input;
  const shape = input === undefined ? undefined : apiModel(service).shapes[input];
  const required = shape?.type === 'structure' ? (shape.required ?? []) : [];
  const known = { ...values, ...ofOperation[operation] };
  for (const member of required) if (!(member in known)) throw new Error(`${operation} requires ${member}, for which the table has no value`);
  const Command = (sdks[service].commands as unknown as Readonly<Record<string, new (input: object) => never>>)[`${operation}Command`];
  if (!Command) throw new Error(`the SDK has no ${operation}`);
  const client = sdks[service].client(credentials) as unknown as { send(command: never): Promise<unknown> };
  return client.send(new Command(Object.fromEntries(required.map((member) => [member, known[member]]))));
}

/** A user with these policies alone, in an account of nothing else. */
let made = 0;
async function userWith(...statements: readonly object[]): Promise<Credentials> {
  const UserName = `probe-${made++}`;
  await server.iam().send(new iam.CreateUserCommand({ UserName }));
  if (statements.length > 0) await server.iam().send(new iam.PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: policy(...statements) }));
  const { AccessKey } = await server.iam().send(new iam.CreateAccessKeyCommand({ UserName }));
  return credentialsOf(AccessKey);
}

/** Needs no permission (R8.16). */
const free = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken']);
/** What a call needs besides its own action. */
const besides: Readonly<Record<string, string>> = { 'iam:AddRoleToInstanceProfile': 'iam:PassRole', 'organizations:CreateOrganization': 'iam:CreateServiceLinkedRole' };
const served = (['iam', 'sts', 'organizations', 'access-analyzer'] as const).flatMap((service) =>
  Object.keys(findService(service)?.operations ?? {}).map((operation) => ({ service, operation, action: `${service}:${operation}` })),
);
/** Comes unsigned: no caller's policies have a part in it. */
const isUnsigned = ({ service, operation }: { service: ServiceName; operation: string }): boolean => findService(service)?.operations[operation]?.kind === 'unsigned';
const guarded = served.filter((each) => !free.has(each.action) && !isUnsigned(each));
/** Refused for reasons of their own to who has the permission: a trust policy, an organization, a registration, a long-term key. */
const refusedBesides = new Set(['sts:AssumeRole', 'sts:AssumeRoot', 'iam:CreateDelegationRequest', 'sts:GetScopedCredentials']);

describe('every operation that is served', () => {
  let stranger: Credentials;
  beforeAll(async () => {
    stranger = await userWith();
  });

  it.each(guarded)('$action is refused to a user without policies, in AWS\'s words (R8.1, R12.2)', async ({ service, operation, action }) => {
    const { code, status, message } = await failure(call(service, operation, stranger));
    expect(code).toBe(service === 'iam' || service === 'sts' ? 'AccessDenied' : 'AccessDeniedException');
    expect(status).toBe(service === 'organizations' ? 400 : 403);
    expect(message).toMatch(new RegExp(`^User: arn:aws:iam::${account}:user/probe-\\d+ is not authorized to perform: ${action} on resource: \\S+`));
  });

  it.each(guarded.filter(({ action }) => action !== 'sts:AssumeRole'))('$action is refused by the denial of that action alone (R8.2)', async ({ service, operation, action }) => {
    const user = await userWith(allow('*'), { Effect: 'Deny', Action: action, Resource: '*' });
    expect((await failure(call(service, operation, user))).message).toContain(`is not authorized to perform: ${action}`);
    expect((await failure(call(service, operation, user))).message).toContain('with an explicit deny in an identity-based policy');
  });

  it.each(guarded.filter(({ action }) => !refusedBesides.has(action)))('$action is not refused to who has that action alone (R3.1)', async ({ service, operation, action }) => {
    const user = await userWith(allow([action, besides[action] ?? action]));
    const { code, message } = await failure(call(service, operation, user));
    expect(code, message).not.toMatch(/AccessDenied/);
  });

  it.each(served.filter(({ action }) => free.has(action)))('$action needs no permission (R8.16)', async ({ service, operation }) => {
    await expect(call(service, operation, stranger)).resolves.toBeDefined();
  });
});
