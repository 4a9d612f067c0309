import * as iam from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import { CreateOrganizationCommand } from '@aws-sdk/client-organizations';
import { listServiceLinkedRoles } from '@assent/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, failure, policy } from '../clients/aws-clients.ts';
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

const create = (AWSServiceName: string, rest: object = {}) => client.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName, ...rest }));
const trust = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });

describe('a service-linked role', () => {
  it('is made with its service\'s name, path, trust and policy (R21.35, R21.36)', async () => {
    const { Role: made } = await create('rds.amazonaws.com');
    expect(made).toMatchObject({
      Path: '/aws-service-role/rds.amazonaws.com/',
      RoleName: 'AWSServiceRoleForRDS',
      Arn: `arn:aws:iam::${account}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`,
      Description: 'Allows Amazon RDS to manage AWS resources on your behalf',
      MaxSessionDuration: 3600,
      RoleLastUsed: {},
    });
    expect(JSON.parse(decodeURIComponent(made?.AssumeRolePolicyDocument ?? ''))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'rds.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    expect((await client.send(new iam.GetRoleCommand({ RoleName: 'AWSServiceRoleForRDS' }))).Role).toEqual(made);
    const { AttachedPolicies } = await client.send(new iam.ListAttachedRolePoliciesCommand({ RoleName: 'AWSServiceRoleForRDS' }));
    expect(AttachedPolicies).toEqual([{ PolicyName: 'AmazonRDSServiceRolePolicy', PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy' }]);
    expect((await client.send(new iam.ListRolePoliciesCommand({ RoleName: 'AWSServiceRoleForRDS' }))).PolicyNames).toEqual([]);
  });

  it('is made for every service that is known', async () => {
    for (const { service } of listServiceLinkedRoles()) {
      if (service !== 'rds.amazonaws.com') await create(service);
    }
    const { Roles } = await client.send(new iam.ListRolesCommand({ PathPrefix: '/aws-service-role/', MaxItems: 200 }));
    expect(Roles?.length).toBe(listServiceLinkedRoles().length);
    await client.send(new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }));
  });

  it('takes a suffix where its service has several, and is made once a name', async () => {
    expect((await create('autoscaling.amazonaws.com', { CustomSuffix: 'blue', Description: 'mine' })).Role).toMatchObject({ RoleName: 'AWSServiceRoleForAutoScaling_blue', Description: 'mine' });
    expect(await failure(create('autoscaling.amazonaws.com', { CustomSuffix: 'blue' }))).toEqual({
      code: 'InvalidInput',
      status: 400,
      message: 'Service role name AWSServiceRoleForAutoScaling_blue has been taken in this account, please try a different suffix.',
    });
    expect(await failure(create('rds.amazonaws.com', { CustomSuffix: 'blue' }))).toEqual({ code: 'InvalidInput', status: 400, message: 'Custom suffix is not allowed for rds.amazonaws.com' });
    for (const unknown of ['RDS.amazonaws.com', 'nobody.amazonaws.com', 'constructor']) expect((await failure(create(unknown))).code, unknown).toBe('InvalidInput');
  });

  const RoleName = 'AWSServiceRoleForRDS';
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  it.each([
    new iam.AttachRolePolicyCommand({ RoleName, PolicyArn }),
    new iam.DetachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy' }),
    new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: policy(allow('s3:*')) }),
    new iam.DeleteRolePolicyCommand({ RoleName, PolicyName: 'p' }),
    new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }),
    new iam.PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: PolicyArn }),
    new iam.DeleteRolePermissionsBoundaryCommand({ RoleName }),
    new iam.UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 }),
    new iam.DeleteRoleCommand({ RoleName }),
  ].map((command) => ({ name: command.constructor.name, command })))('is not changed by $name (R21.38)', async ({ command }) => {
    expect(await failure(client.send(command as never))).toEqual({
      code: 'UnmodifiableEntity',
      status: 400,
      message: "Cannot perform the operation on the protected role 'AWSServiceRoleForRDS' - this role is only modifiable by AWS",
    });
  });

  it('stands in no instance profile (R21.38)', async () => {
    await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'profile' }));
    expect((await failure(client.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName: 'profile', RoleName })))).code).toBe('UnmodifiableEntity');
  });

  it('takes tags and a description (R21.38)', async () => {
    await client.send(new iam.TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: 'b' }] }));
    await client.send(new iam.UpdateRoleCommand({ RoleName, Description: 'new words' }));
    expect((await client.send(new iam.GetRoleCommand({ RoleName }))).Role).toMatchObject({ Description: 'new words', Tags: [{ Key: 'a', Value: 'b' }] });
    expect((await client.send(new iam.UpdateRoleDescriptionCommand({ RoleName, Description: 'newer' }))).Role?.Description).toBe('newer');
    await client.send(new iam.UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
  });

  it('stays where its service uses it: that of Organizations in an organization (R21.37, R23.20)', async () => {
    await server.organizations().send(new CreateOrganizationCommand({}));
    const RoleName = 'AWSServiceRoleForOrganizations';
    const { DeletionTaskId } = await client.send(new iam.DeleteServiceLinkedRoleCommand({ RoleName }));
    expect(await client.send(new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }))).toMatchObject({ Status: 'FAILED', Reason: { Reason: 'The account is a member of an organization.' } });
    expect((await client.send(new iam.GetRoleCommand({ RoleName }))).Role?.Path).toBe('/aws-service-role/organizations.amazonaws.com/');
  });

  it('is deleted by a task, which is the answer again until the role is made anew (R21.37)', async () => {
    const remove = async () => (await client.send(new iam.DeleteServiceLinkedRoleCommand({ RoleName }))).DeletionTaskId ?? '';
    const task = await remove();
    expect(task).toMatch(/^task\/aws-service-role\/rds\.amazonaws\.com\/AWSServiceRoleForRDS\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await remove()).toBe(task);
    expect((await client.send(new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId: task }))).Status).toBe('SUCCEEDED');
    expect((await failure(client.send(new iam.GetRoleCommand({ RoleName })))).code).toBe('NoSuchEntity');
    await create('rds.amazonaws.com');
    expect(await remove()).not.toBe(task);
    expect((await failure(client.send(new iam.DeleteServiceLinkedRoleCommand({ RoleName: 'nobody' })))).code).toBe('NoSuchEntity');
    await client.send(new iam.CreateRoleCommand({ RoleName: 'ordinary', AssumeRolePolicyDocument: trust }));
    expect((await failure(client.send(new iam.DeleteServiceLinkedRoleCommand({ RoleName: 'ordinary' })))).code).toBe('InvalidInput');
    expect((await failure(client.send(new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId: `${task.slice(0, -2)}00` })))).code).toBe('NoSuchEntity');
    expect((await failure(client.send(new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId: 'nothing' })))).code).toBe('InvalidInput');
  });

  it('is made only where iam:AWSServiceName allows its service', async () => {
    await client.send(new iam.CreateUserCommand({ UserName: 'maker' }));
    const Condition = { StringEquals: { 'iam:AWSServiceName': 'ops.apigateway.amazonaws.com' } };
    await client.send(new iam.PutUserPolicyCommand({ UserName: 'maker', PolicyName: 'p', PolicyDocument: policy(allow('iam:CreateServiceLinkedRole', '*', { Condition })) }));
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'maker' }));
    const maker = server.iam({ accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' });
    expect((await failure(maker.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: 'rds.amazonaws.com' })))).code).toBe('AccessDenied');
    expect((await failure(maker.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: 'ops.apigateway.amazonaws.com' })))).code).not.toBe('AccessDenied');
  });
});
