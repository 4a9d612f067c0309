import { GetRoleCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { account as management, failure } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';
import { Organization, refusal } from './organization.ts';

const day = 24 * 3600 * 1000;
let server: LocalServer;
let clock = 0;
const start = async (...standaloneAccounts: string[]): Promise<LocalServer> => (server = await LocalServer.start({ standaloneAccounts, now: () => new Date(Date.now() + clock) }));
/** Days go by, for the server and for its clients. */
const pass = (days: number): void => {
  clock += days * day;
  server.clockOffset = clock;
};
afterEach(async () => {
  clock = 0;
  await server.close();
  expect(server.faults).toEqual([]);
});

describe('an organization', () => {
  it('begins with its root, FullAWSAccess and its service-linked role (R23.20–R23.22)', async () => {
    await start();
    const { client, id, root, administrator } = await Organization.create(server);
    const { Organization: shown } = await client.send(new organizations.DescribeOrganizationCommand({}));
    expect(shown).toEqual({
      Id: id,
      Arn: `arn:aws:organizations::${management}:organization/${id}`,
      FeatureSet: 'ALL',
      MasterAccountArn: `arn:aws:organizations::${management}:account/${id}/${management}`,
      MasterAccountId: management,
      MasterAccountEmail: `root@${management}.example`,
      AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
    });
    expect((await client.send(new organizations.ListRootsCommand({}))).Roots).toEqual([
      { Id: root, Arn: `arn:aws:organizations::${management}:root/${id}/${root}`, Name: 'Root', PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] },
    ]);
    expect((await server.iam(administrator).send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForOrganizations' }))).Role?.Path).toBe('/aws-service-role/organizations.amazonaws.com/');
    expect(await refusal(client.send(new organizations.CreateOrganizationCommand({})))).toBe('AlreadyInOrganizationException');
  });

  it('is deleted when nothing is left in it, and can be made anew (R23.29)', async () => {
    await start();
    const organization = await Organization.create(server);
    const { client } = organization;
    const remove = () => client.send(new organizations.DeleteOrganizationCommand({}));
    const unit = await organization.unit('unit');
    const policy = await organization.policy('policy', [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }]);
    expect(await refusal(remove())).toBe('OrganizationNotEmptyException');
    await client.send(new organizations.DeleteOrganizationalUnitCommand({ OrganizationalUnitId: unit }));
    expect(await refusal(remove())).toBe('OrganizationNotEmptyException');
    await client.send(new organizations.DeletePolicyCommand({ PolicyId: policy }));
    await client.send(new organizations.TagResourceCommand({ ResourceId: organization.root, Tags: [{ Key: 'a', Value: 'b' }] }));
    await remove();
    expect(await refusal(client.send(new organizations.DescribeOrganizationCommand({})))).toBe('AWSOrganizationsNotInUseException');
    const { Organization: next } = await client.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'CONSOLIDATED_BILLING' }));
    expect(next).toMatchObject({ FeatureSet: 'CONSOLIDATED_BILLING', AvailablePolicyTypes: [] });
    expect(next?.Id).not.toBe(organization.id);
  });

  it('of consolidated billing alone has no policies, no trusted access, and closes no accounts', async () => {
    await start();
    const organization = await Organization.create(server, 'CONSOLIDATED_BILLING');
    const { client, root } = organization;
    const account = await organization.account('billed');
    expect(await refusal(organization.policy('p', [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }]))).toBe('PolicyTypeNotAvailableForOrganizationException');
    expect(await refusal(client.send(new organizations.EnablePolicyTypeCommand({ RootId: root, PolicyType: 'TAG_POLICY' })))).toBe('PolicyTypeNotAvailableForOrganizationException');
    const allFeatures = 'ConstraintViolationException ORGANIZATION_NOT_IN_ALL_FEATURES_MODE';
    expect(await refusal(client.send(new organizations.EnableAWSServiceAccessCommand({ ServicePrincipal: 'config.amazonaws.com' })))).toBe(allFeatures);
    expect(await refusal(client.send(new organizations.CloseAccountCommand({ AccountId: account })))).toBe(allFeatures);
    expect((await client.send(new organizations.ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }))).Policies).toEqual([]);
    await expect(server.iam(await organization.enter(account)).send(new ListUsersCommand({}))).resolves.toBeDefined();
  });
});

describe('organizational units', () => {
  it('nest five deep under names unique among siblings, with their paths, and go when they are empty (R23.23)', async () => {
    await start();
    const organization = await Organization.create(server);
    const { client, id, root } = organization;
    const units: string[] = [];
    for (let depth = 0; depth < 5; depth++) units.push(await organization.unit('same-name', units.at(-1)));
    expect(await refusal(organization.unit('too-deep', units[4]))).toBe('ConstraintViolationException OU_DEPTH_LIMIT_EXCEEDED');
    expect(await refusal(organization.unit('same-name'))).toBe('DuplicateOrganizationalUnitException');
    expect(await refusal(organization.unit('nowhere', 'ou-abcd-abcdefgh'))).toBe('ParentNotFoundException');
    const described = await client.send(new organizations.DescribeOrganizationalUnitCommand({ OrganizationalUnitId: units[2] }));
    expect(described.OrganizationalUnit).toEqual({
      Id: expect.stringMatching(new RegExp(`^ou-${root.slice(2)}-[a-z0-9]{8}$`)) as string,
      Arn: `arn:aws:organizations::${management}:ou/${id}/${units[2]}`,
      Name: 'same-name',
      Path: `${id}/${root}/${units[0]}/${units[1]}/${units[2]}/`,
    });
    const renamed = await client.send(new organizations.UpdateOrganizationalUnitCommand({ OrganizationalUnitId: units[0], Name: 'renamed' }));
    expect(renamed.OrganizationalUnit?.Name).toBe('renamed');
    const sibling = await organization.unit('sibling');
    expect(await refusal(client.send(new organizations.UpdateOrganizationalUnitCommand({ OrganizationalUnitId: sibling, Name: 'renamed' })))).toBe('DuplicateOrganizationalUnitException');
    expect((await client.send(new organizations.ListOrganizationalUnitsForParentCommand({ ParentId: root }))).OrganizationalUnits?.map(({ Name }) => Name).sort()).toEqual(['renamed', 'sibling']);
    expect((await client.send(new organizations.ListChildrenCommand({ ParentId: units[0], ChildType: 'ORGANIZATIONAL_UNIT' }))).Children).toEqual([{ Id: units[1], Type: 'ORGANIZATIONAL_UNIT' }]);
    expect((await client.send(new organizations.ListParentsCommand({ ChildId: units[1] }))).Parents).toEqual([{ Id: units[0], Type: 'ORGANIZATIONAL_UNIT' }]);
    expect((await client.send(new organizations.ListParentsCommand({ ChildId: units[0] }))).Parents).toEqual([{ Id: root, Type: 'ROOT' }]);
    expect(await refusal(client.send(new organizations.DeleteOrganizationalUnitCommand({ OrganizationalUnitId: units[3] })))).toBe('OrganizationalUnitNotEmptyException');
    await client.send(new organizations.DeleteOrganizationalUnitCommand({ OrganizationalUnitId: units[4] }));
    expect(await refusal(client.send(new organizations.DescribeOrganizationalUnitCommand({ OrganizationalUnitId: units[4] })))).toBe('OrganizationalUnitNotFoundException');
    expect(await refusal(client.send(new organizations.ListParentsCommand({ ChildId: units[4] })))).toBe('ChildNotFoundException');
    expect(await refusal(client.send(new organizations.ListChildrenCommand({ ParentId: units[4], ChildType: 'ACCOUNT' })))).toBe('ParentNotFoundException');
    expect(await refusal(client.send(new organizations.ListAccountsForParentCommand({ ParentId: units[4] })))).toBe('ParentNotFoundException');
  });
});

describe('accounts', () => {
  it('are made, moved, listed page by page, and shown where they stand (R23.24, R23.25, R23.27, R23.30)', async () => {
    await start();
    const organization = await Organization.create(server);
    const { client, id, root } = organization;
    const unit = await organization.unit('unit');
    const made: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) made.push(await organization.account(name));
    const [first = ''] = made;
    const move = (AccountId: string, SourceParentId: string, DestinationParentId: string) => refusal(client.send(new organizations.MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId })));
    expect(await move(first, root, root)).toBe('DuplicateAccountException');
    expect(await move('999999999999', root, unit)).toBe('AccountNotFoundException');
    expect(await move(first, 'ou-abcd-abcdefgh', unit)).toBe('SourceParentNotFoundException');
    expect(await move(first, root, 'ou-abcd-abcdefgh')).toBe('DestinationParentNotFoundException');
    await organization.move(first, root, unit);
    expect(await move(first, root, unit)).toBe('DuplicateAccountException');
    const { Account } = await client.send(new organizations.DescribeAccountCommand({ AccountId: first }));
    expect(Account).toEqual({
      Id: first,
      Arn: `arn:aws:organizations::${management}:account/${id}/${first}`,
      Email: 'a@example.com',
      Name: 'a',
      Status: 'ACTIVE',
      State: 'ACTIVE',
      Paths: [`${id}/${root}/${unit}/${first}/`],
      JoinedMethod: 'CREATED',
      JoinedTimestamp: expect.any(Date) as Date,
    });
    expect((await client.send(new organizations.ListAccountsForParentCommand({ ParentId: unit }))).Accounts?.map(({ Id }) => Id)).toEqual([first]);
    expect((await client.send(new organizations.ListChildrenCommand({ ParentId: unit, ChildType: 'ACCOUNT' }))).Children).toEqual([{ Id: first, Type: 'ACCOUNT' }]);
    const pages: (readonly (string | undefined)[])[] = [];
    for await (const { Accounts } of organizations.paginateListAccounts({ client, pageSize: 2 }, {})) pages.push(Accounts?.map(({ Id }) => Id) ?? []);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat().sort()).toEqual([management, ...made].sort());
    expect(await refusal(client.send(new organizations.ListAccountsCommand({ NextToken: 'not-ours' })))).toBe('InvalidInputException INVALID_NEXT_TOKEN');
    expect(await refusal(client.send(new organizations.DescribeAccountCommand({ AccountId: '999999999999' })))).toBe('AccountNotFoundException');
  });

  it('tell how their making ended (R23.24)', async () => {
    await start();
    const organization = await Organization.create(server);
    const { client } = organization;
    const { CreateAccountStatus: status } = await client.send(new organizations.CreateAccountCommand({ AccountName: 'x', Email: 'x@example.com', RoleName: 'Inside', Tags: [{ Key: 'k', Value: 'v' }] }));
    expect(status).toMatchObject({ State: 'IN_PROGRESS', AccountName: 'x', Id: expect.stringMatching(/^car-[a-z0-9]{32}$/) as string });
    expect(status?.AccountId).toBeUndefined();
    await client.send(new organizations.CreateAccountCommand({ AccountName: 'y', Email: 'x@example.com' }));
    const { CreateAccountStatuses: failed } = await client.send(new organizations.ListCreateAccountStatusCommand({ States: ['FAILED'] }));
    expect(failed).toMatchObject([{ AccountName: 'y', State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' }]);
    const { CreateAccountStatuses: all } = await client.send(new organizations.ListCreateAccountStatusCommand({}));
    expect(all).toHaveLength(2);
    const made = all?.find(({ State }) => State === 'SUCCEEDED')?.AccountId;
    expect((await client.send(new organizations.ListTagsForResourceCommand({ ResourceId: made }))).Tags).toEqual([{ Key: 'k', Value: 'v' }]);
    expect(await refusal(client.send(new organizations.DescribeCreateAccountStatusCommand({ CreateAccountRequestId: 'car-0123456789' })))).toBe('CreateAccountStatusNotFoundException');
    expect(await refusal(client.send(new organizations.CreateGovCloudAccountCommand({ AccountName: 'g', Email: 'g@example.com' })))).toBe('ConstraintViolationException MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED');
    expect(await refusal(client.send(new organizations.CreateAccountCommand({ AccountName: 'z', Email: 'z@example.com', Tags: [{ Key: 'aws:x', Value: 'v' }] })))).toBe('InvalidInputException INVALID_SYSTEM_TAGS_PARAMETER');
  });

  it('leave after seven days, not while they administer something, and the management account never (R23.28)', async () => {
    await start();
    const organization = await Organization.create(server);
    const { client } = organization;
    const [one, two] = [await organization.account('one'), await organization.account('two')];
    const remove = (AccountId: string) => client.send(new organizations.RemoveAccountFromOrganizationCommand({ AccountId }));
    expect(await refusal(remove(one))).toBe('ConstraintViolationException WAIT_PERIOD_ACTIVE');
    expect(await refusal(remove(management))).toBe('MasterCannotLeaveOrganizationException');
    expect(await refusal(client.send(new organizations.LeaveOrganizationCommand({})))).toBe('MasterCannotLeaveOrganizationException');
    expect(await refusal(remove('999999999999'))).toBe('AccountNotFoundException');
    await client.send(new organizations.EnableAWSServiceAccessCommand({ ServicePrincipal: 'config.amazonaws.com' }));
    await client.send(new organizations.RegisterDelegatedAdministratorCommand({ AccountId: one, ServicePrincipal: 'config.amazonaws.com' }));
    pass(7);
    expect(await refusal(organization.client.send(new organizations.RemoveAccountFromOrganizationCommand({ AccountId: one })))).toBe('ConstraintViolationException CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG');
    await organization.client.send(new organizations.RemoveAccountFromOrganizationCommand({ AccountId: two }));
    // What it was made with still lets its maker in.
    const left = await organization.enter(two);
    expect((await server.sts(left).send(new GetCallerIdentityCommand({}))).Account).toBe(two);
    expect(await refusal(server.organizations(left).send(new organizations.DescribeOrganizationCommand({})))).toBe('AWSOrganizationsNotInUseException');
    expect(await refusal(server.organizations(left).send(new organizations.LeaveOrganizationCommand({})))).toBe('AWSOrganizationsNotInUseException');
  });

  it('that are closed let nobody in, and stay to be seen (R23.26)', async () => {
    await start();
    const organization = await Organization.create(server);
    const { client } = organization;
    const account = await organization.account('closing');
    const session = await organization.enter(account);
    await expect(server.iam(session).send(new ListUsersCommand({}))).resolves.toBeDefined();
    await client.send(new organizations.CloseAccountCommand({ AccountId: account }));
    expect((await failure(server.iam(session).send(new ListUsersCommand({})))).code).toBe('InvalidClientTokenId');
    expect((await failure(organization.enter(account))).code).toBe('AccessDenied');
    expect((await client.send(new organizations.DescribeAccountCommand({ AccountId: account }))).Account).toMatchObject({ Status: 'SUSPENDED', State: 'CLOSED' });
    expect(await refusal(client.send(new organizations.CloseAccountCommand({ AccountId: account })))).toBe('AccountAlreadyClosedException');
    expect(await refusal(client.send(new organizations.CloseAccountCommand({ AccountId: management })))).toBe('ConstraintViolationException CANNOT_CLOSE_MANAGEMENT_ACCOUNT');
    expect(await refusal(client.send(new organizations.CloseAccountCommand({ AccountId: '999999999999' })))).toBe('AccountNotFoundException');
  });
});
