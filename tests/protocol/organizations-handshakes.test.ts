import * as organizations from '@aws-sdk/client-organizations';
import { afterEach, describe, expect, it } from 'vitest';
import { account as management } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';
import { Organization, refusal } from './organization.ts';

const day = 24 * 3600 * 1000;
const [invited, other, third] = ['222222222222', '333333333333', '444444444444'] as const;
let server: LocalServer;
let clock = 0;
const pass = (days: number): void => {
  clock += days * day;
  server.clockOffset = clock;
};
const start = async (featureSet?: 'ALL' | 'CONSOLIDATED_BILLING'): Promise<Organization> => {
  server = await LocalServer.start({ standaloneAccounts: [invited, other, third], now: () => new Date(Date.now() + clock) });
  return Organization.create(server, featureSet);
};
afterEach(async () => {
  clock = 0;
  await server.close();
  expect(server.faults).toEqual([]);
});

/** Another account's view. */
const as = (account: string): organizations.OrganizationsClient => server.organizations(server.rootOf(account));
const invite = async (client: organizations.OrganizationsClient, Id: string, rest: object = {}): Promise<string> =>
  (await client.send(new organizations.InviteAccountToOrganizationCommand({ Target: { Id, Type: Id.includes('@') ? 'EMAIL' : 'ACCOUNT' }, ...rest }))).Handshake?.Id ?? '';
const accept = (account: string, HandshakeId: string) => as(account).send(new organizations.AcceptHandshakeCommand({ HandshakeId }));

describe('an invitation', () => {
  it('is seen and accepted by the account that it names, which joins under the root with the promised tags (R23.62, R23.63)', async () => {
    const organization = await start();
    const { client, id } = organization;
    const handshake = await invite(client, invited, { Notes: 'come in', Tags: [{ Key: 'team', Value: 'blue' }] });
    const { Handshakes } = await as(invited).send(new organizations.ListHandshakesForAccountCommand({ Filter: { ActionType: 'INVITE' } }));
    expect(Handshakes).toEqual([
      {
        Id: handshake,
        Arn: `arn:aws:organizations::${management}:handshake/${id}/invite/${handshake}`,
        Parties: [
          { Id: id, Type: 'ORGANIZATION' },
          { Id: invited, Type: 'ACCOUNT' },
        ],
        State: 'OPEN',
        Action: 'INVITE',
        RequestedTimestamp: expect.any(Date) as Date,
        ExpirationTimestamp: new Date((Handshakes?.[0]?.RequestedTimestamp?.getTime() ?? 0) + 15 * day),
        Resources: [
          {
            Type: 'ORGANIZATION',
            Value: id,
            Resources: [
              { Type: 'MASTER_EMAIL', Value: `root@${management}.example` },
              { Type: 'MASTER_NAME', Value: 'Assent' },
              { Type: 'ORGANIZATION_FEATURE_SET', Value: 'ALL' },
            ],
          },
          { Type: 'ACCOUNT', Value: invited },
          { Type: 'NOTES', Value: 'come in' },
        ],
      },
    ]);
    expect((await as(other).send(new organizations.ListHandshakesForAccountCommand({}))).Handshakes).toEqual([]);
    expect(await refusal(as(other).send(new organizations.DescribeHandshakeCommand({ HandshakeId: handshake })))).toBe('HandshakeNotFoundException');
    expect(await refusal(accept(other, handshake))).toBe('HandshakeNotFoundException');
    expect(await refusal(client.send(new organizations.AcceptHandshakeCommand({ HandshakeId: handshake })))).toBe('HandshakeNotFoundException');
    expect(await refusal(as(invited).send(new organizations.CancelHandshakeCommand({ HandshakeId: handshake })))).toBe('HandshakeNotFoundException');
    expect((await accept(invited, handshake)).Handshake?.State).toBe('ACCEPTED');
    expect((await client.send(new organizations.DescribeAccountCommand({ AccountId: invited }))).Account).toMatchObject({ JoinedMethod: 'INVITED', State: 'ACTIVE' });
    expect((await client.send(new organizations.ListTagsForResourceCommand({ ResourceId: invited }))).Tags).toEqual([{ Key: 'team', Value: 'blue' }]);
    expect(await refusal(accept(invited, handshake))).toBe('HandshakeAlreadyInStateException');
    expect(await refusal(client.send(new organizations.CancelHandshakeCommand({ HandshakeId: handshake })))).toBe('InvalidHandshakeTransitionException');
    expect(await refusal(invite(client, invited))).toBe('HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION');
    // An account that was invited may leave at any time.
    await as(invited).send(new organizations.LeaveOrganizationCommand({}));
    expect(await refusal(client.send(new organizations.DescribeAccountCommand({ AccountId: invited })))).toBe('AccountNotFoundException');
  });

  it('finds its account by the address, and tells which one it was', async () => {
    const { client } = await start();
    const handshake = await invite(client, `root@${invited}.example`);
    const { Handshake } = await accept(invited, handshake);
    expect(Handshake?.Resources?.slice(1)).toEqual([
      { Type: 'EMAIL', Value: `root@${invited}.example` },
      { Type: 'ACCOUNT', Value: invited },
    ]);
  });

  it('is declined by the account, or canceled by the organization', async () => {
    const { client } = await start();
    const [declined, canceled] = [await invite(client, invited), await invite(client, other)];
    expect((await as(invited).send(new organizations.DeclineHandshakeCommand({ HandshakeId: declined }))).Handshake?.State).toBe('DECLINED');
    expect((await client.send(new organizations.CancelHandshakeCommand({ HandshakeId: canceled }))).Handshake?.State).toBe('CANCELED');
    expect(await refusal(accept(invited, declined))).toBe('InvalidHandshakeTransitionException');
    expect(await refusal(accept(other, canceled))).toBe('InvalidHandshakeTransitionException');
    expect(await refusal(client.send(new organizations.CancelHandshakeCommand({ HandshakeId: canceled })))).toBe('HandshakeAlreadyInStateException');
    expect((await client.send(new organizations.ListHandshakesForOrganizationCommand({}))).Handshakes?.map(({ State }) => State).sort()).toEqual(['CANCELED', 'DECLINED']);
    await expect(invite(client, invited)).resolves.toBeDefined();
  });

  it('is made once, to an account or an address (R23.63)', async () => {
    const { client } = await start();
    await invite(client, invited);
    expect(await refusal(invite(client, invited))).toBe('DuplicateHandshakeException');
    const to = (Id: string, Type: organizations.HandshakePartyType) => refusal(client.send(new organizations.InviteAccountToOrganizationCommand({ Target: { Id, Type } })));
    expect(await to('o-0123456789', 'ORGANIZATION')).toBe('InvalidInputException INVALID_PARTY_TYPE_TARGET');
    expect(await to('12345', 'ACCOUNT')).toBe('InvalidInputException INVALID_PATTERN_TARGET_ID');
    expect(await to('nobody', 'EMAIL')).toBe('InvalidInputException INVALID_EMAIL_ADDRESS_TARGET');
    expect(await to(management, 'ACCOUNT')).toBe('HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION');
  });

  it('is accepted for one organization only', async () => {
    const { client } = await start();
    await as(third).send(new organizations.CreateOrganizationCommand({}));
    const [here, there] = [await invite(client, invited), await invite(as(third), invited)];
    await accept(invited, here);
    expect(await refusal(accept(invited, there))).toBe('HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION');
    expect((await as(invited).send(new organizations.DescribeHandshakeCommand({ HandshakeId: there }))).Handshake?.State).toBe('OPEN');
  });

  it('expires after 15 days, is seen for another 30, and can then be made again (R23.62)', async () => {
    const { client } = await start();
    const handshake = await invite(client, invited);
    pass(15);
    const described = await as(invited).send(new organizations.DescribeHandshakeCommand({ HandshakeId: handshake }));
    expect(described.Handshake?.State).toBe('EXPIRED');
    expect(await refusal(accept(invited, handshake))).toBe('InvalidHandshakeTransitionException');
    pass(30);
    expect(await refusal(as(invited).send(new organizations.DescribeHandshakeCommand({ HandshakeId: handshake })))).toBe('HandshakeNotFoundException');
    expect((await as(invited).send(new organizations.ListHandshakesForAccountCommand({}))).Handshakes).toEqual([]);
    const again = await invite(server.organizations(), invited);
    expect((await as(invited).send(new organizations.ListHandshakesForAccountCommand({}))).Handshakes?.map(({ Id }) => Id)).toEqual([again]);
  });
});

describe('the way to all features', () => {
  it('asks every account that was invited, and the management account at the end (R23.64)', async () => {
    const organization = await start('CONSOLIDATED_BILLING');
    const { client } = organization;
    await organization.account('created');
    for (const account of [invited, other, third]) await accept(account, await invite(client, account));
    const { Handshake: whole } = await client.send(new organizations.EnableAllFeaturesCommand({}));
    expect(whole).toMatchObject({ Action: 'ENABLE_ALL_FEATURES', State: 'REQUESTED' });
    expect(await refusal(client.send(new organizations.EnableAllFeaturesCommand({})))).toBe('HandshakeConstraintViolationException ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION');
    expect(await refusal(invite(client, '555555555555'))).toBe('HandshakeConstraintViolationException INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES');
    const { Handshakes: asked } = await client.send(new organizations.ListHandshakesForOrganizationCommand({ Filter: { ParentHandshakeId: whole?.Id } }));
    expect(asked).toHaveLength(3);
    const own = async (account: string): Promise<string> =>
      (await as(account).send(new organizations.ListHandshakesForAccountCommand({ Filter: { ActionType: 'ENABLE_ALL_FEATURES' } }))).Handshakes?.[0]?.Id ?? '';
    const approval = async () => (await client.send(new organizations.ListHandshakesForAccountCommand({ Filter: { ActionType: 'APPROVE_ALL_FEATURES' } }))).Handshakes ?? [];
    await accept(invited, await own(invited));
    await accept(other, await own(other));
    expect(await approval()).toEqual([]);
    // One that does not agree has to go.
    await as(third).send(new organizations.DeclineHandshakeCommand({ HandshakeId: await own(third) }));
    expect(await approval()).toEqual([]);
    await client.send(new organizations.RemoveAccountFromOrganizationCommand({ AccountId: third }));
    const [last] = await approval();
    expect(last).toMatchObject({ Action: 'APPROVE_ALL_FEATURES', State: 'OPEN' });
    await client.send(new organizations.AcceptHandshakeCommand({ HandshakeId: last?.Id }));
    expect((await client.send(new organizations.DescribeOrganizationCommand({}))).Organization?.FeatureSet).toBe('ALL');
    expect((await client.send(new organizations.DescribeHandshakeCommand({ HandshakeId: whole?.Id }))).Handshake?.State).toBe('ACCEPTED');
    expect(await refusal(client.send(new organizations.EnableAllFeaturesCommand({})))).toBe('HandshakeConstraintViolationException ORGANIZATION_ALREADY_HAS_ALL_FEATURES');
    await client.send(new organizations.EnablePolicyTypeCommand({ RootId: organization.root, PolicyType: 'SERVICE_CONTROL_POLICY' }));
  });

  it('ends for all when it is canceled, and can begin again', async () => {
    const { client } = await start('CONSOLIDATED_BILLING');
    const { Handshake: whole } = await client.send(new organizations.EnableAllFeaturesCommand({}));
    await client.send(new organizations.CancelHandshakeCommand({ HandshakeId: whole?.Id }));
    const { Handshakes } = await client.send(new organizations.ListHandshakesForOrganizationCommand({}));
    expect(Handshakes?.map(({ State }) => State)).toEqual(['CANCELED', 'CANCELED']);
    await expect(client.send(new organizations.EnableAllFeaturesCommand({}))).resolves.toBeDefined();
  });
});

describe('a responsibility transfer', () => {
  const firstOfMonth = (months: number): Date => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  };
  const ask = (client: organizations.OrganizationsClient, Id: string, StartTimestamp = firstOfMonth(1)) =>
    client.send(new organizations.InviteOrganizationToTransferResponsibilityCommand({ Type: 'BILLING', Target: { Id, Type: 'ACCOUNT' }, StartTimestamp, SourceName: 'theirs' }));

  it('is asked for, accepted, named and ended between two organizations (R23.66)', async () => {
    const { client, id } = await start();
    await as(other).send(new organizations.CreateOrganizationCommand({}));
    const { Handshake } = await ask(client, other);
    const inbound = () => client.send(new organizations.ListInboundResponsibilityTransfersCommand({ Type: 'BILLING' }));
    const [requested] = (await inbound()).ResponsibilityTransfers ?? [];
    expect(requested).toMatchObject({
      Arn: `arn:aws:organizations::${management}:transfer/${id}/billing/inbound/${requested?.Id}`,
      Name: 'theirs',
      Type: 'BILLING',
      Status: 'REQUESTED',
      Source: { ManagementAccountId: other, ManagementAccountEmail: `root@${other}.example` },
      Target: { ManagementAccountId: management },
      StartTimestamp: firstOfMonth(1),
      ActiveHandshakeId: Handshake?.Id,
    });
    const Id = requested?.Id;
    expect(await refusal(client.send(new organizations.TerminateResponsibilityTransferCommand({ Id })))).toBe('InvalidResponsibilityTransferTransitionException');
    expect(await refusal(ask(client, other))).toBe('DuplicateHandshakeException');
    await accept(other, Handshake?.Id ?? '');
    const outbound = await as(other).send(new organizations.ListOutboundResponsibilityTransfersCommand({ Type: 'BILLING' }));
    expect(outbound.ResponsibilityTransfers).toMatchObject([{ Id, Status: 'ACCEPTED', Arn: expect.stringContaining('/billing/outbound/') as string }]);
    expect(await refusal(ask(client, other))).toBe('HandshakeConstraintViolationException RESPONSIBILITY_TRANSFER_ALREADY_EXISTS');
    expect(await refusal(as(other).send(new organizations.DeleteOrganizationCommand({})))).toBe('ConstraintViolationException ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS');
    expect(await refusal(as(other).send(new organizations.UpdateResponsibilityTransferCommand({ Id, Name: 'x' })))).toBe('ConstraintViolationException TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED');
    expect((await client.send(new organizations.UpdateResponsibilityTransferCommand({ Id, Name: 'renamed' }))).ResponsibilityTransfer?.Name).toBe('renamed');
    await client.send(new organizations.TagResourceCommand({ ResourceId: Id, Tags: [{ Key: 'k', Value: 'v' }] }));
    expect((await client.send(new organizations.ListTagsForResourceCommand({ ResourceId: Id }))).Tags).toHaveLength(1);
    expect(await refusal(client.send(new organizations.TerminateResponsibilityTransferCommand({ Id, EndTimestamp: firstOfMonth(2) })))).toBe('InvalidInputException END_DATE_NOT_END_OF_MONTH');
    expect(await refusal(client.send(new organizations.TerminateResponsibilityTransferCommand({ Id, EndTimestamp: new Date(0) })))).toBe('InvalidInputException END_DATE_TOO_EARLY');
    expect((await client.send(new organizations.TerminateResponsibilityTransferCommand({ Id }))).ResponsibilityTransfer).toMatchObject({ Status: 'WITHDRAWN', EndTimestamp: new Date(firstOfMonth(1).getTime() - 1000) });
    expect(await refusal(client.send(new organizations.TerminateResponsibilityTransferCommand({ Id })))).toBe('ResponsibilityTransferAlreadyInStatusException');
    expect((await as(other).send(new organizations.DescribeResponsibilityTransferCommand({ Id }))).ResponsibilityTransfer?.Status).toBe('WITHDRAWN');
  });

  it('is refused where it cannot be, and expires with its handshake', async () => {
    const { client } = await start();
    await as(other).send(new organizations.CreateOrganizationCommand({}));
    expect(await refusal(ask(client, invited))).toBe('HandshakeConstraintViolationException TARGET_ACCOUNT_VALIDATION_FAILURE');
    expect(await refusal(ask(client, management))).toBe('HandshakeConstraintViolationException SOURCE_AND_TARGET_CANNOT_MATCH');
    expect(await refusal(ask(client, other, firstOfMonth(0)))).toBe('InvalidInputException START_DATE_TOO_EARLY');
    expect(await refusal(ask(client, other, new Date(firstOfMonth(1).getTime() + day)))).toBe('InvalidInputException START_DATE_NOT_BEGINNING_OF_MONTH');
    expect(await refusal(ask(client, other, new Date(firstOfMonth(1).getTime() + 1000)))).toBe('InvalidInputException START_DATE_NOT_BEGINNING_OF_DAY');
    expect(await refusal(client.send(new organizations.DescribeResponsibilityTransferCommand({ Id: 'rt-0123456789' })))).toBe('ResponsibilityTransferNotFoundException');
    expect(await refusal(client.send(new organizations.ListInboundResponsibilityTransfersCommand({ Type: 'BILLING', Id: 'rt-0123456789' })))).toBe('ResponsibilityTransferNotFoundException');
    await ask(client, other);
    pass(16);
    const { ResponsibilityTransfers } = await server.organizations().send(new organizations.ListInboundResponsibilityTransfersCommand({ Type: 'BILLING' }));
    expect(ResponsibilityTransfers?.[0]?.Status).toBe('EXPIRED');
  });
});
