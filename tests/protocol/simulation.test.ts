import * as iam from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

let server: LocalServer;
let client: IAMClient;
beforeAll(async () => {
  server = await LocalServer.start();
  client = server.iam();
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const custom = (input: iam.SimulateCustomPolicyCommandInput) => client.send(new iam.SimulateCustomPolicyCommand(input));
const principal = (input: iam.SimulatePrincipalPolicyCommandInput) => client.send(new iam.SimulatePrincipalPolicyCommand(input));
const arn = (rest: string): string => `arn:aws:iam::${account}:${rest}`;
const object = 'arn:aws:s3:::bucket/key';
const readObjects = policy(allow('s3:GetObject', 'arn:aws:s3:::bucket/*'));
const deny = { Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/secret' };

describe('SimulateCustomPolicy', () => {
  it('answers in the recorded form, with the place of the statement (R21.40, R21.41)', async () => {
    const document = '{"Version": "2012-10-17", "Statement": {"Sid": "a", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}';
    const { EvaluationResults, IsTruncated } = await custom({ PolicyInputList: [document], ActionNames: ['s3:GetObject'], ResourceArns: [object] });
    const MatchedStatements = [{ SourcePolicyId: 'PolicyInputList.1', SourcePolicyType: 'IAM Policy', StartPosition: { Line: 1, Column: 41 }, EndPosition: { Line: 1, Column: document.length } }];
    expect(IsTruncated).toBe(false);
    expect(EvaluationResults).toEqual([
      {
        EvalActionName: 's3:GetObject',
        EvalResourceName: object,
        EvalDecision: 'allowed',
        EvalDecisionDetails: {},
        MatchedStatements,
        MissingContextValues: [],
        ResourceSpecificResults: [{ EvalResourceName: object, EvalResourceDecision: 'allowed', MatchedStatements, MissingContextValues: [] }],
      },
    ]);
  });

  it('takes * where no resource is given, without results by resource (R21.42)', async () => {
    const { EvaluationResults } = await custom({ PolicyInputList: [policy(allow('s3:*'))], ActionNames: ['s3:ListAllMyBuckets', 'sqs:SendMessage'] });
    expect(EvaluationResults).toMatchObject([
      { EvalActionName: 's3:ListAllMyBuckets', EvalResourceName: '*', EvalDecision: 'allowed' },
      { EvalActionName: 'sqs:SendMessage', EvalResourceName: '*', EvalDecision: 'implicitDeny', MatchedStatements: [] },
    ]);
    for (const result of EvaluationResults ?? []) expect(Object.keys(result)).not.toEqual(expect.arrayContaining(['ResourceSpecificResults']));
  });

  it('tells of each resource, and of the worst of them in all (R8.2)', async () => {
    const { EvaluationResults } = await custom({ PolicyInputList: [policy(allow('s3:*'), deny)], ActionNames: ['s3:GetObject'], ResourceArns: [object, 'arn:aws:s3:::bucket/secret'] });
    expect(EvaluationResults).toHaveLength(1);
    expect(EvaluationResults?.[0]).toMatchObject({ EvalDecision: 'explicitDeny', EvalResourceName: 'arn:aws:s3:::${BucketName}/${ObjectName}' });
    expect(EvaluationResults?.[0]?.ResourceSpecificResults?.map(({ EvalResourceDecision, MatchedStatements }) => [EvalResourceDecision, MatchedStatements?.length])).toEqual([['allowed', 1], ['explicitDeny', 1]]);
  });

  it('lists the keys that are not given, and takes those that are, with their types (R21.42, R21.43)', async () => {
    const conditioned = policy(allow('s3:GetObject', '*', { Condition: { StringEquals: { 'aws:RequestTag/Team': 'a' }, 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'x' } } }));
    const input = { PolicyInputList: [conditioned], ActionNames: ['s3:GetObject'] };
    expect((await custom(input)).EvaluationResults).toMatchObject([{ EvalDecision: 'implicitDeny', MissingContextValues: ['aws:RequestTag/Team', 'aws:TagKeys'] }]);
    const ContextEntries: iam.ContextEntry[] = [
      { ContextKeyName: 'AWS:requesttag/team', ContextKeyType: 'string', ContextKeyValues: ['a'] },
      { ContextKeyName: 'aws:TagKeys', ContextKeyType: 'stringList', ContextKeyValues: ['y', 'x'] },
    ];
    expect((await custom({ ...input, ContextEntries })).EvaluationResults).toMatchObject([{ EvalDecision: 'allowed', MissingContextValues: [] }]);
    const byResource = await custom({ ...input, ResourceArns: [object] });
    expect(byResource.EvaluationResults?.[0]).toMatchObject({ MissingContextValues: [], ResourceSpecificResults: [{ MissingContextValues: ['aws:RequestTag/Team', 'aws:TagKeys'] }] });
  });

  it('is limited by a boundary, and says so', async () => {
    const input = { PolicyInputList: [policy(allow('s3:*'))], ActionNames: ['s3:GetObject', 's3:PutObject'], PermissionsBoundaryPolicyInputList: [readObjects], ResourceArns: [object] };
    const { EvaluationResults } = await custom(input);
    expect(EvaluationResults?.map(({ EvalDecision, PermissionsBoundaryDecisionDetail: detail }) => [EvalDecision, detail?.AllowedByPermissionsBoundary])).toEqual([['allowed', true], ['implicitDeny', false]]);
    expect((await failure(custom({ ...input, PermissionsBoundaryPolicyInputList: [readObjects, readObjects] }))).code).toBe('InvalidInput');
  });

  it('asks both accounts where the resource is another\'s (R8.7)', async () => {
    const CallerArn = arn('user/bob');
    const ResourcePolicy = policy({ Effect: 'Allow', Principal: { AWS: CallerArn }, Action: 's3:*', Resource: '*' });
    const input = { ActionNames: ['s3:GetObject'], ResourceArns: [object], ResourceOwner: '999999999999', CallerArn };
    const decide = async (rest: { PolicyInputList: string[]; ResourcePolicy?: string }) => {
      const [result] = (await custom({ ...input, ...rest })).EvaluationResults ?? [];
      return [result?.EvalDecision, result?.EvalDecisionDetails];
    };
    expect(await decide({ PolicyInputList: [readObjects], ResourcePolicy })).toEqual(['allowed', { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' }]);
    expect(await decide({ PolicyInputList: [policy(allow('sqs:*'))], ResourcePolicy })).toEqual(['implicitDeny', { 'IAM Policy': 'implicitDeny', 'Resource Policy': 'allowed' }]);
    expect(await decide({ PolicyInputList: [readObjects] })).toEqual(['implicitDeny', { 'IAM Policy': 'allowed', 'Resource Policy': 'implicitDeny' }]);
  });

  it('gives a page of the actions at a time (R20.17)', async () => {
    const ActionNames = ['s3:A', 's3:B', 's3:C', 's3:D', 's3:E'];
    const found: (string | undefined)[] = [];
    for await (const page of iam.paginateSimulateCustomPolicy({ client, pageSize: 2 }, { PolicyInputList: [readObjects], ActionNames })) {
      expect(page.EvaluationResults?.length).toBeLessThanOrEqual(2);
      found.push(...(page.EvaluationResults ?? []).map(({ EvalActionName }) => EvalActionName));
    }
    expect(found).toEqual(ActionNames);
  });

  const fine = { PolicyInputList: [readObjects], ActionNames: ['s3:GetObject'] };
  it.each<[string, Partial<iam.SimulateCustomPolicyCommandInput>]>([
    ['a policy that is none', { PolicyInputList: ['{}'] }],
    ['a policy with an unknown operator', { PolicyInputList: [policy(allow('*', '*', { Condition: { Frobnicate: { a: 'b' } } }))] }],
    ['an action without a service', { ActionNames: ['GetObject'] }],
    ['a resource that is none', { ResourceArns: ['bucket'] }],
    ['a caller that is no user', { CallerArn: arn('role/r') }],
    ['a resource policy without a caller', { ResourcePolicy: policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }) }],
    ['an owner that is no account', { ResourceOwner: 'somebody' }],
    ['a handling option that there is none of', { ResourceHandlingOption: 'EC2-Frobnicate' }],
    ['resources missing for the handling option', { ResourceHandlingOption: 'EC2-VPC-EBS', ResourceArns: ['arn:aws:ec2:us-east-1:123456789012:instance/i'] }],
    ['a number that is none', { ContextEntries: [{ ContextKeyName: 's3:max-keys', ContextKeyType: 'numeric', ContextKeyValues: ['many'] }] }],
    ['several values of a single-valued key', { ContextEntries: [{ ContextKeyName: 's3:prefix', ContextKeyType: 'string', ContextKeyValues: ['a', 'b'] }] }],
    ['a key without values', { ContextEntries: [{ ContextKeyName: 's3:prefix', ContextKeyType: 'stringList', ContextKeyValues: [] }] }],
  ])('refuses %s with InvalidInput', async (_what, input) => {
    expect((await failure(custom({ ...fine, ...input }))).code).toBe('InvalidInput');
  });

  it('takes a scenario of EC2 with all its resources', async () => {
    const of = (type: string): string => `arn:aws:ec2:us-east-1:123456789012:${type}/x`;
    const ResourceArns = ['instance', 'image', 'security-group', 'network-interface', 'volume'].map(of);
    const { EvaluationResults } = await custom({ PolicyInputList: [policy(allow('ec2:*'))], ActionNames: ['ec2:RunInstances'], ResourceArns, ResourceHandlingOption: 'EC2-VPC-EBS' });
    expect(EvaluationResults?.[0]).toMatchObject({ EvalDecision: 'allowed', ResourceSpecificResults: ResourceArns.map((EvalResourceName) => ({ EvalResourceName })) });
  });
});

describe('SimulatePrincipalPolicy', () => {
  beforeAll(async () => {
    await client.send(new iam.CreateUserCommand({ UserName: 'david', Path: '/team/' }));
    await client.send(new iam.CreateGroupCommand({ GroupName: 'readers' }));
    await client.send(new iam.AddUserToGroupCommand({ GroupName: 'readers', UserName: 'david' }));
    await client.send(new iam.PutGroupPolicyCommand({ GroupName: 'readers', PolicyName: 'of-group', PolicyDocument: readObjects }));
    await client.send(new iam.PutUserPolicyCommand({ UserName: 'david', PolicyName: 'own', PolicyDocument: policy(allow('sqs:*', 'arn:aws:sqs:*:*:${aws:username}-*')) }));
    await client.send(new iam.AttachUserPolicyCommand({ UserName: 'david', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }));
    const trust = policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' });
    await client.send(new iam.CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trust }));
    await client.send(new iam.PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'p', PolicyDocument: readObjects }));
  });
  const david = arn('user/team/david');
  const queue = (name: string): string => `arn:aws:sqs:us-east-1:${account}:${name}`;

  it('has the policies of a user and of its groups, with variables (R8.9)', async () => {
    const { EvaluationResults } = await principal({ PolicySourceArn: david, ActionNames: ['s3:GetObject', 'sqs:SendMessage', 'iam:GetUser', 'iam:CreateUser'], ResourceArns: [object, queue('david-1'), queue('bob-1')] });
    const decisions = EvaluationResults?.map(({ ResourceSpecificResults: each }) => each?.map(({ EvalResourceDecision, MatchedStatements: [matched] = [] }) => [EvalResourceDecision, matched?.SourcePolicyId]));
    const none = ['implicitDeny', undefined];
    const managed = ['allowed', 'IAMReadOnlyAccess'];
    expect(decisions).toEqual([[['allowed', 'of-group'], none, none], [none, ['allowed', 'own'], none], [managed, managed, managed], [none, none, none]]);
  });

  it('simulates another caller as if it had those policies', async () => {
    const { EvaluationResults } = await principal({ PolicySourceArn: david, CallerArn: arn('user/bob'), ActionNames: ['sqs:SendMessage'], ResourceArns: [queue('bob-1')] });
    expect(EvaluationResults?.[0]?.EvalDecision).toBe('allowed');
  });

  it('simulates groups and roles, and takes policies on top', async () => {
    for (const PolicySourceArn of [arn('group/readers'), arn('role/worker')]) {
      const { EvaluationResults } = await principal({ PolicySourceArn, PolicyInputList: [policy(allow('sns:Publish'))], ActionNames: ['s3:GetObject', 'sns:Publish', 'sqs:SendMessage'], ResourceArns: [object] });
      expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision), PolicySourceArn).toEqual(['allowed', 'allowed', 'implicitDeny']);
    }
    const ResourcePolicy = policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' });
    expect((await failure(principal({ PolicySourceArn: arn('role/worker'), ActionNames: ['s3:GetObject'], ResourcePolicy }))).code).toBe('InvalidInput');
    expect((await principal({ PolicySourceArn: david, ActionNames: ['sns:Publish'], ResourcePolicy })).EvaluationResults?.[0]?.EvalDecision).toBe('allowed');
  });

  it('has the boundary of the user, or the one given in its place', async () => {
    await client.send(new iam.CreatePolicyCommand({ PolicyName: 'limit', PolicyDocument: policy(allow('sqs:*')) }));
    await client.send(new iam.PutUserPermissionsBoundaryCommand({ UserName: 'david', PermissionsBoundary: arn('policy/limit') }));
    const of = async (rest: object) => (await principal({ PolicySourceArn: david, ActionNames: ['s3:GetObject'], ResourceArns: [object], ...rest })).EvaluationResults?.[0];
    expect(await of({})).toMatchObject({ EvalDecision: 'implicitDeny', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } });
    expect(await of({ PermissionsBoundaryPolicyInputList: [readObjects] })).toMatchObject({ EvalDecision: 'allowed', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true } });
    await client.send(new iam.DeleteUserPermissionsBoundaryCommand({ UserName: 'david' }));
  });

  it('names the keys of policies (R21.44)', async () => {
    expect((await client.send(new iam.GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn: arn('group/readers'), PolicyInputList: [policy(allow('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))] }))).ContextKeyNames).toEqual(['aws:SecureTransport']);
    expect((await client.send(new iam.GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn: david }))).ContextKeyNames).toContain('aws:username');
    const document = policy(allow('s3:*', 'arn:aws:s3:::b/${aws:UserName}/*', { Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' }, StringEquals: { 'aws:username': '${s3:prefix}' } } }));
    expect((await client.send(new iam.GetContextKeysForCustomPolicyCommand({ PolicyInputList: [document] }))).ContextKeyNames).toEqual(['aws:UserName', 'aws:CurrentTime', 's3:prefix']);
    expect((await failure(client.send(new iam.GetContextKeysForCustomPolicyCommand({ PolicyInputList: ['nothing'] })))).code).toBe('InvalidInput');
  });

  it.each([
    [arn('user/nobody'), 'NoSuchEntity'],
    [arn('user/david'), 'NoSuchEntity'],
    ['arn:aws:iam::999999999999:user/david', 'NoSuchEntity'],
    ['arn:aws:s3:::bucket/david', 'ValidationError'],
  ])('does not find %s', async (PolicySourceArn, code) => {
    expect((await failure(principal({ PolicySourceArn, ActionNames: ['s3:GetObject'] }))).code).toBe(code);
    expect((await failure(client.send(new iam.GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn })))).code).toBe(code);
  });

  it('applies the service control policies of the account, and says so (R21.43)', async () => {
    const org = server.organizations();
    await org.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const { CreateAccountStatus: status } = await org.send(new organizations.CreateAccountCommand({ AccountName: 'member', Email: 'member@example.com' }));
    const { CreateAccountStatus: done } = await org.send(new organizations.DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status?.Id }));
    const member = done?.AccountId ?? '';
    const { Policy } = await org.send(new organizations.CreatePolicyCommand({ Name: 'no-sqs', Description: 'd', Type: 'SERVICE_CONTROL_POLICY', Content: policy({ Effect: 'Deny', Action: 'sqs:*', Resource: '*' }) }));
    await org.send(new organizations.AttachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id, TargetId: member }));
    await client.send(new iam.CreateUserCommand({ UserName: 'admin' }));
    await client.send(new iam.PutUserPolicyCommand({ UserName: 'admin', PolicyName: 'p', PolicyDocument: policy(allow('*')) }));
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'admin' }));
    const { Credentials } = await server.sts(credentialsOf(AccessKey)).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`, RoleSessionName: 'session' }));
    const inside = server.iam(credentialsOf(Credentials));
    const { EvaluationResults } = await inside.send(new iam.SimulateCustomPolicyCommand({ PolicyInputList: [policy(allow('*'))], ActionNames: ['sqs:SendMessage', 's3:GetObject'], ResourceArns: [object] }));
    expect(EvaluationResults).toMatchObject([
      { EvalDecision: 'explicitDeny', OrganizationsDecisionDetail: { AllowedByOrganizations: false } },
      { EvalDecision: 'allowed', OrganizationsDecisionDetail: { AllowedByOrganizations: true } },
    ]);
    expect(Object.keys(EvaluationResults?.[0] ?? {})).not.toContain('EvalDecisionDetails');
    // The management account is limited by nothing.
    expect((await custom({ PolicyInputList: [policy(allow('*'))], ActionNames: ['sqs:SendMessage'] })).EvaluationResults).toMatchObject([{ EvalDecision: 'allowed', OrganizationsDecisionDetail: { AllowedByOrganizations: true } }]);
  });
});
