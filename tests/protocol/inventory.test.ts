import * as iam from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import { CreateAccountCommand, CreateOrganizationCommand, DescribeCreateAccountStatusCommand, DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, failure, policy } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

const trust = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
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

describe('an instance profile', () => {
  it('holds one role, shows it, and is deleted when it is empty (R21.12)', async () => {
    const { InstanceProfile: made } = await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'web', Path: '/apps/', Tags: [{ Key: 'a', Value: 'b' }] }));
    expect(made).toMatchObject({ Arn: `arn:aws:iam::${account}:instance-profile/apps/web`, Roles: [], InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/) as string });
    for (const RoleName of ['one', 'two']) await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    await client.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'one' }));
    expect((await failure(client.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'two' })))).code).toBe('LimitExceeded');
    expect((await client.send(new iam.GetInstanceProfileCommand({ InstanceProfileName: 'web' }))).InstanceProfile?.Roles?.map(({ RoleName }) => RoleName)).toEqual(['one']);
    expect((await client.send(new iam.ListInstanceProfilesForRoleCommand({ RoleName: 'one' }))).InstanceProfiles?.map(({ InstanceProfileName }) => InstanceProfileName)).toEqual(['web']);
    expect((await client.send(new iam.ListInstanceProfilesCommand({ PathPrefix: '/apps/' }))).InstanceProfiles).toHaveLength(1);
    expect((await failure(client.send(new iam.DeleteInstanceProfileCommand({ InstanceProfileName: 'web' })))).code).toBe('DeleteConflict');
    expect((await failure(client.send(new iam.DeleteRoleCommand({ RoleName: 'one' })))).code).toBe('DeleteConflict');
    await client.send(new iam.RemoveRoleFromInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'one' }));
    await client.send(new iam.TagInstanceProfileCommand({ InstanceProfileName: 'web', Tags: [{ Key: 'c', Value: 'd' }] }));
    await client.send(new iam.UntagInstanceProfileCommand({ InstanceProfileName: 'web', TagKeys: ['a'] }));
    expect((await client.send(new iam.ListInstanceProfileTagsCommand({ InstanceProfileName: 'web' }))).Tags).toEqual([{ Key: 'c', Value: 'd' }]);
    await client.send(new iam.DeleteInstanceProfileCommand({ InstanceProfileName: 'web' }));
    expect((await failure(client.send(new iam.GetInstanceProfileCommand({ InstanceProfileName: 'web' })))).code).toBe('NoSuchEntity');
  });
});

describe('an account', () => {
  it('has one alias, that no other account has', async () => {
    await client.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'the-alias' }));
    await client.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'another-alias' }));
    expect((await client.send(new iam.ListAccountAliasesCommand({}))).AccountAliases).toEqual(['another-alias']);
    expect((await failure(client.send(new iam.DeleteAccountAliasCommand({ AccountAlias: 'the-alias' })))).code).toBe('NoSuchEntity');
    await client.send(new iam.DeleteAccountAliasCommand({ AccountAlias: 'another-alias' }));
    expect((await client.send(new iam.ListAccountAliasesCommand({}))).AccountAliases).toEqual([]);
  });

  it('counts what it has', async () => {
    const before = (await client.send(new iam.GetAccountSummaryCommand({}))).SummaryMap ?? {};
    await client.send(new iam.CreateUserCommand({ UserName: 'counted' }));
    await client.send(new iam.CreateGroupCommand({ GroupName: 'counted' }));
    await client.send(new iam.CreatePolicyCommand({ PolicyName: 'counted', PolicyDocument: policy(allow('s3:*')) }));
    const after = (await client.send(new iam.GetAccountSummaryCommand({}))).SummaryMap ?? {};
    expect({ users: after['Users'], groups: after['Groups'], policies: after['Policies'] }).toEqual({ users: (before['Users'] ?? 0) + 1, groups: (before['Groups'] ?? 0) + 1, policies: (before['Policies'] ?? 0) + 1 });
    expect(after['AccountAccessKeysPresent']).toBe(1);
  });

  it('shows everything that authorizes, page by page, each entity once', async () => {
    const PolicyArn = (await client.send(new iam.CreatePolicyCommand({ PolicyName: 'shown', Path: '/p/', PolicyDocument: policy(allow('s3:*')) }))).Policy?.Arn;
    await client.send(new iam.CreateGroupCommand({ GroupName: 'shown-group' }));
    await client.send(new iam.PutGroupPolicyCommand({ GroupName: 'shown-group', PolicyName: 'inline', PolicyDocument: policy(allow('sqs:*')) }));
    for (let index = 0; index < 7; index++) {
      await client.send(new iam.CreateUserCommand({ UserName: `shown-${index}`, PermissionsBoundary: PolicyArn }));
      await client.send(new iam.AddUserToGroupCommand({ UserName: `shown-${index}`, GroupName: 'shown-group' }));
    }
    await client.send(new iam.AttachUserPolicyCommand({ UserName: 'shown-0', PolicyArn }));
    const users: iam.UserDetail[] = [];
    const groups: iam.GroupDetail[] = [];
    const policies: iam.ManagedPolicyDetail[] = [];
    let pages = 0;
    for await (const page of iam.paginateGetAccountAuthorizationDetails({ client, pageSize: 4 }, {})) {
      pages++;
      users.push(...(page.UserDetailList ?? []));
      groups.push(...(page.GroupDetailList ?? []));
      policies.push(...(page.Policies ?? []));
    }
    expect(pages).toBeGreaterThan(3);
    const shown = users.filter(({ UserName }) => UserName?.startsWith('shown-'));
    expect(shown.map(({ UserName }) => UserName)).toEqual(Array.from({ length: 7 }, (_, index) => `shown-${index}`));
    expect(shown[0]).toMatchObject({ GroupList: ['shown-group'], AttachedManagedPolicies: [{ PolicyArn }], PermissionsBoundary: { PermissionsBoundaryArn: PolicyArn } });
    const group = groups.filter(({ GroupName }) => GroupName === 'shown-group');
    expect(group).toHaveLength(1);
    expect(JSON.parse(decodeURIComponent(group[0]?.GroupPolicyList?.[0]?.PolicyDocument ?? ''))).toMatchObject({ Statement: [{ Action: 'sqs:*' }] });
    expect(policies.filter(({ Arn }) => Arn === PolicyArn)).toMatchObject([{ AttachmentCount: 1, PermissionsBoundaryUsageCount: 7, DefaultVersionId: 'v1', PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true }] }]);
    const only = await client.send(new iam.GetAccountAuthorizationDetailsCommand({ Filter: ['Group'] }));
    expect([only.UserDetailList, only.RoleDetailList, only.Policies]).toEqual([[], [], []]);
  });

  it('of an organization has the access role, and is listed with the others (R23)', async () => {
    const organizations = server.organizations();
    expect((await failure(organizations.send(new DescribeOrganizationCommand({})))).code).toBe('AWSOrganizationsNotInUseException');
    const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    expect(Organization).toMatchObject({ MasterAccountId: account, FeatureSet: 'ALL', Id: expect.stringMatching(/^o-[a-z0-9]{10,32}$/) as string });
    expect((await failure(organizations.send(new CreateOrganizationCommand({})))).code).toBe('AlreadyInOrganizationException');
    const { CreateAccountStatus: status } = await organizations.send(new CreateAccountCommand({ AccountName: 'second', Email: 'second@example.com' }));
    const { CreateAccountStatus: done } = await organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status?.Id }));
    expect(done).toMatchObject({ State: 'SUCCEEDED', AccountName: 'second', AccountId: expect.stringMatching(/^\d{12}$/) as string });
    expect((await organizations.send(new ListAccountsCommand({}))).Accounts?.map(({ Name }) => Name)).toContain('second');
    const { CreateAccountStatus: twice } = await organizations.send(new CreateAccountCommand({ AccountName: 'third', Email: 'second@example.com' }));
    const { CreateAccountStatus: failed } = await organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: twice?.Id }));
    expect(failed).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
  });
});
