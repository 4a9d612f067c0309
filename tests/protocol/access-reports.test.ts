import * as iam from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { listServices } from '@assent/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

let server: LocalServer;
let client: IAMClient;
let ana: Credentials;
const arn = (rest: string): string => `arn:aws:iam::${account}:${rest}`;

beforeAll(async () => {
  server = await LocalServer.start();
  client = server.iam();
  for (const UserName of ['ana', 'bob']) await client.send(new iam.CreateUserCommand({ UserName }));
  await client.send(new iam.CreateGroupCommand({ GroupName: 'team' }));
  for (const UserName of ['ana', 'bob']) await client.send(new iam.AddUserToGroupCommand({ GroupName: 'team', UserName }));
  await client.send(new iam.PutGroupPolicyCommand({ GroupName: 'team', PolicyName: 'of-group', PolicyDocument: policy(allow(['sqs:SendMessage', 'nosuchservice:*'])) }));
  await client.send(new iam.PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'own', PolicyDocument: policy(allow(['iam:*', 's3:GetObject']), { Effect: 'Deny', Action: 's3:*', Resource: '*' }) }));
  await client.send(new iam.CreatePolicyCommand({ PolicyName: 'managed', PolicyDocument: policy(allow('dynamodb:Get*')) }));
  await client.send(new iam.AttachUserPolicyCommand({ UserName: 'ana', PolicyArn: arn('policy/managed') }));
  await client.send(new iam.AttachGroupPolicyCommand({ GroupName: 'team', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }));
  ana = credentialsOf((await client.send(new iam.CreateAccessKeyCommand({ UserName: 'ana' }))).AccessKey);
  await server.iam(ana).send(new iam.ListUsersCommand({}));
  // What is refused is an attempt too.
  await failure(server.organizations(ana).send(new organizations.DescribeOrganizationCommand({})));
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const report = async (Arn: string, Granularity?: iam.AccessAdvisorUsageGranularityType) => {
  const { JobId } = await client.send(new iam.GenerateServiceLastAccessedDetailsCommand({ Arn, ...(Granularity ? { Granularity } : {}) }));
  expect(JobId).toHaveLength(36);
  return { JobId, ...(await client.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 1000 }))) };
};

describe('service last accessed details', () => {
  it('list the services that the policies open, with the last use of each (R21.45)', async () => {
    const { JobStatus, JobType, ServicesLastAccessed } = await report(arn('user/ana'));
    expect([JobStatus, JobType]).toEqual(['COMPLETED', 'SERVICE_LEVEL']);
    const found = new Map(ServicesLastAccessed?.map((service) => [service.ServiceNamespace, service]));
    expect([...found.keys()]).toEqual(expect.arrayContaining(['dynamodb', 'iam', 'sqs']));
    // Denied altogether, and never granted.
    expect([...found.keys()]).not.toEqual(expect.arrayContaining(['s3']));
    expect(found.get('iam')).toMatchObject({ ServiceName: 'AWS Identity and Access Management (IAM)', LastAuthenticatedEntity: arn('user/ana'), LastAuthenticatedRegion: 'us-east-1', TotalAuthenticatedEntities: 1, LastAuthenticated: expect.any(Date) as Date });
    expect(found.get('sqs')).toEqual({ ServiceName: 'Amazon SQS', ServiceNamespace: 'sqs', TotalAuthenticatedEntities: 0 });
  });

  it('tell of actions at action level', async () => {
    const { ServicesLastAccessed } = await report(arn('user/ana'), 'ACTION_LEVEL');
    const of = (prefix: string) => ServicesLastAccessed?.find(({ ServiceNamespace }) => ServiceNamespace === prefix)?.TrackedActionsLastAccessed;
    expect(of('iam')).toMatchObject([{ ActionName: 'ListUsers', LastAccessedEntity: arn('user/ana'), LastAccessedRegion: 'us-east-1' }]);
    expect(of('sqs')).toBeUndefined();
  });

  it('of a group and a policy are about who has them', async () => {
    for (const [Arn, service, names] of [
      [arn('group/team'), 'iam', ['ana', 'bob']],
      ['arn:aws:iam::aws:policy/IAMReadOnlyAccess', 'iam', ['ana', 'bob']],
      [arn('policy/managed'), 'dynamodb', ['ana']],
    ] as const) {
      const { JobId, ServicesLastAccessed } = await report(Arn);
      const { EntityDetailsList, JobStatus } = await client.send(new iam.GetServiceLastAccessedDetailsWithEntitiesCommand({ JobId, ServiceNamespace: service }));
      expect(JobStatus).toBe('COMPLETED');
      expect(EntityDetailsList?.map(({ EntityInfo }) => EntityInfo?.Name), Arn).toEqual(names);
      if (service === 'iam') {
        expect(ServicesLastAccessed?.find(({ ServiceNamespace }) => ServiceNamespace === 'iam')).toMatchObject({ LastAuthenticatedEntity: arn('user/ana'), TotalAuthenticatedEntities: 1 });
        expect(EntityDetailsList?.map(({ LastAuthenticated }) => LastAuthenticated !== undefined)).toEqual([true, false]);
      }
      expect((await failure(client.send(new iam.GetServiceLastAccessedDetailsWithEntitiesCommand({ JobId, ServiceNamespace: 'glacier' })))).code).toBe('InvalidInput');
    }
  });

  it('are a page at a time, and for who asked alone', async () => {
    const { JobId } = await report(arn('user/ana'));
    const services: string[] = [];
    for (let Marker: string | undefined, more = true; more; ) {
      const page: iam.GetServiceLastAccessedDetailsResponse = await client.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 2, ...(Marker === undefined ? {} : { Marker }) }));
      services.push(...(page.ServicesLastAccessed ?? []).map(({ ServiceNamespace }) => ServiceNamespace ?? ''));
      [Marker, more] = [page.Marker, page.IsTruncated === true];
    }
    expect(services).toEqual([...services].sort());
    expect(services.length).toBeGreaterThan(2);
    expect((await failure(server.iam(ana).send(new iam.GetServiceLastAccessedDetailsCommand({ JobId })))).code).toBe('NoSuchEntity');
    expect((await failure(client.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId: '00000000-0000-4000-8000-000000000000' })))).code).toBe('NoSuchEntity');
  });

  it.each([arn('user/nobody'), arn('policy/nothing'), 'arn:aws:iam::aws:policy/NoSuchPolicy'])('of %s there are none', async (Arn) => {
    expect((await failure(client.send(new iam.GenerateServiceLastAccessedDetailsCommand({ Arn })))).code).toBe('NoSuchEntity');
  });
});

describe('ListPoliciesGrantingServiceAccess', () => {
  it('names the policies of a user and its groups by service (R21.46)', async () => {
    const { PoliciesGrantingServiceAccess: found, IsTruncated } = await client.send(new iam.ListPoliciesGrantingServiceAccessCommand({ Arn: arn('user/ana'), ServiceNamespaces: ['sqs', 'iam', 'dynamodb', 's3'] }));
    expect(IsTruncated).toBe(false);
    expect(found).toEqual([
      { ServiceNamespace: 'dynamodb', Policies: [{ PolicyName: 'managed', PolicyType: 'MANAGED', PolicyArn: arn('policy/managed') }] },
      {
        ServiceNamespace: 'iam',
        Policies: [
          { PolicyName: 'own', PolicyType: 'INLINE', EntityType: 'USER', EntityName: 'ana' },
          { PolicyName: 'IAMReadOnlyAccess', PolicyType: 'MANAGED', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' },
        ],
      },
      { ServiceNamespace: 's3', Policies: [] },
      { ServiceNamespace: 'sqs', Policies: [{ PolicyName: 'of-group', PolicyType: 'INLINE', EntityType: 'GROUP', EntityName: 'team' }] },
    ]);
  });

  it('knows the services there are', async () => {
    expect((await failure(client.send(new iam.ListPoliciesGrantingServiceAccessCommand({ Arn: arn('user/ana'), ServiceNamespaces: ['nosuchservice'] })))).code).toBe('InvalidInput');
    expect((await failure(client.send(new iam.ListPoliciesGrantingServiceAccessCommand({ Arn: arn('user/nobody'), ServiceNamespaces: ['s3'] })))).code).toBe('NoSuchEntity');
  });
});

describe('an organization\'s access report', () => {
  let path: string;
  let member: string;
  let denying: string | undefined;
  let inside: IAMClient;
  beforeAll(async () => {
    const org = server.organizations();
    const { Organization } = await org.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const { Roots } = await org.send(new organizations.ListRootsCommand({}));
    path = `${Organization?.Id}/${Roots?.[0]?.Id}`;
    const { CreateAccountStatus: status } = await org.send(new organizations.CreateAccountCommand({ AccountName: 'member', Email: 'member@example.com' }));
    const { CreateAccountStatus: done } = await org.send(new organizations.DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status?.Id }));
    member = done?.AccountId ?? '';
    const { Policy } = await org.send(new organizations.CreatePolicyCommand({ Name: 'no-sqs', Description: 'd', Type: 'SERVICE_CONTROL_POLICY', Content: policy(allow('*'), { Effect: 'Deny', Action: 'sqs:*', Resource: '*' }) }));
    denying = Policy?.PolicySummary?.Id;
    await org.send(new organizations.AttachPolicyCommand({ PolicyId: denying, TargetId: member }));
    await client.send(new iam.PutUserPolicyCommand({ UserName: 'bob', PolicyName: 'p', PolicyDocument: policy(allow('sts:AssumeRole')) }));
    const bob = credentialsOf((await client.send(new iam.CreateAccessKeyCommand({ UserName: 'bob' }))).AccessKey);
    const { Credentials } = await server.sts(bob).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`, RoleSessionName: 'session' }));
    inside = server.iam(credentialsOf(Credentials));
    await inside.send(new iam.ListRolesCommand({}));
    await server.sts(credentialsOf(Credentials)).send(new GetCallerIdentityCommand({}));
  });

  const generate = (EntityPath: string, OrganizationsPolicyId?: string, as = client) =>
    as.send(new iam.GenerateOrganizationsAccessReportCommand({ EntityPath, ...(OrganizationsPolicyId === undefined ? {} : { OrganizationsPolicyId }) }));
  const read = async (EntityPath: string, policyId?: string, SortKey?: iam.SortKeyType) => {
    const { JobId } = await generate(EntityPath, policyId);
    const found = await client.send(new iam.GetOrganizationsAccessReportCommand({ JobId, MaxItems: 1000, ...(SortKey ? { SortKey } : {}) }));
    return { ...found, of: (prefix: string) => found.AccessDetails?.find(({ ServiceNamespace }) => ServiceNamespace === prefix) };
  };

  it('tells of an account what its service control policies open and what was used', async () => {
    const { JobStatus, NumberOfServicesAccessible, NumberOfServicesNotAccessed, AccessDetails, of } = await read(`${path}/${member}`);
    expect(JobStatus).toBe('COMPLETED');
    expect(AccessDetails).toHaveLength(NumberOfServicesAccessible ?? 0);
    expect(NumberOfServicesNotAccessed).toBe((NumberOfServicesAccessible ?? 0) - 1);
    expect(of('sqs')).toBeUndefined();
    expect(of('iam')).toMatchObject({ Region: 'us-east-1', EntityPath: `${path}/${member}`, TotalAuthenticatedEntities: 1, LastAuthenticatedTime: expect.any(Date) as Date });
    expect(of('s3')).toMatchObject({ ServiceName: 'Amazon S3', TotalAuthenticatedEntities: 0 });
  });

  it('of the root leaves the management account out, which has a report of its own without limits', async () => {
    const root = await read(path, undefined, 'LAST_AUTHENTICATED_TIME_DESCENDING');
    expect(root.of('sqs')).toBeDefined();
    expect(root.AccessDetails?.[0]).toMatchObject({ ServiceNamespace: 'iam', EntityPath: `${path}/${member}`, TotalAuthenticatedEntities: 1 });
    const own = await read(`${path}/${account}`);
    expect(own.NumberOfServicesAccessible).toBe(listServices().length);
    expect(own.of('iam')).toMatchObject({ EntityPath: `${path}/${account}` });
  });

  it('of one policy is about that policy and the accounts under it', async () => {
    const under = await read(path, denying);
    expect(under.of('sqs')).toBeUndefined();
    expect(under.of('iam')).toMatchObject({ TotalAuthenticatedEntities: 1 });
  });

  it('is refused for what is not the organization\'s, and to others', async () => {
    for (const wrong of [`o-0123456789/${path.split('/')[1]}`, `${path}/ou-abcd-abcdefgh`, `${path}/999999999999`]) expect((await failure(generate(wrong))).code, wrong).toBe('InvalidInput');
    expect((await failure(generate(path, 'p-0123456789'))).code).toBe('InvalidInput');
    expect((await failure(client.send(new iam.GetOrganizationsAccessReportCommand({ JobId: '00000000-0000-4000-8000-000000000000' })))).code).toBe('NoSuchEntity');
    expect((await failure(generate(path, undefined, inside))).code).toBe('CallerIsNotManagementAccountException');
  });
});
