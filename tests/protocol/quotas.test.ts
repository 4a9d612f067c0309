import * as iam from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, failure, policy } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

const quotas = { UsersPerAccount: 5, GroupsPerAccount: 5, RolesPerAccount: 5, PoliciesPerAccount: 5, InstanceProfilesPerAccount: 5 } as const;
const trust = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
let server: LocalServer;
let client: IAMClient;
beforeAll(async () => {
  server = await LocalServer.start({ quotas });
  client = server.iam();
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const make: Readonly<Record<keyof typeof quotas, (name: string) => Promise<unknown>>> = {
  UsersPerAccount: (UserName) => client.send(new iam.CreateUserCommand({ UserName })),
  GroupsPerAccount: (GroupName) => client.send(new iam.CreateGroupCommand({ GroupName })),
  RolesPerAccount: (RoleName) => client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust })),
  PoliciesPerAccount: (PolicyName) => client.send(new iam.CreatePolicyCommand({ PolicyName, PolicyDocument: policy(allow('s3:*')) })),
  InstanceProfilesPerAccount: (InstanceProfileName) => client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName })),
};

describe('a quota of the account', () => {
  it.each(Object.keys(quotas) as (keyof typeof quotas)[])('%s holds, for writes that come together too (R21.2)', async (quota) => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => make[quota](`each-${index}`)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await failure(make[quota]('one-more'))).toEqual({ code: 'LimitExceeded', status: 409, message: `Cannot exceed quota for ${quota}: 5` });
  });

  it('leaves room again where something is deleted', async () => {
    const [user] = (await client.send(new iam.ListUsersCommand({}))).Users ?? [];
    await client.send(new iam.DeleteUserCommand({ UserName: user?.UserName }));
    await make.UsersPerAccount('again');
    expect((await failure(make.UsersPerAccount('once-more'))).code).toBe('LimitExceeded');
  });

  it('does not hinder service-linked roles, which count', async () => {
    await client.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: 'rds.amazonaws.com' }));
    expect((await client.send(new iam.GetAccountSummaryCommand({}))).SummaryMap).toMatchObject({ Roles: 6, RolesQuota: 5, UsersQuota: 5, GroupsQuota: 5, PoliciesQuota: 5, InstanceProfilesQuota: 5, ServerCertificatesQuota: 20 });
  });
});
