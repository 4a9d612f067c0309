import * as iam from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import { listManagedPolicies } from '@assent/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, policy } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

let server: LocalServer;
let client: IAMClient;
const trust = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
const names = ['zebra', 'AdministratorAccess', 'readonlyaccess', ...Array.from({ length: 20 }, (_, index) => `own-${index}`)];

beforeAll(async () => {
  server = await LocalServer.start();
  client = server.iam();
  for (const PolicyName of names) await client.send(new iam.CreatePolicyCommand({ PolicyName, PolicyDocument: policy(allow('s3:*')), ...(PolicyName === 'own-3' ? { Path: '/apart/' } : {}) }));
  for (let index = 0; index < 12; index++) {
    await client.send(new iam.CreateUserCommand({ UserName: `user-${index}` }));
    await client.send(new iam.CreateGroupCommand({ GroupName: `group-${index}` }));
    await client.send(new iam.CreateRoleCommand({ RoleName: `role-${index}`, AssumeRolePolicyDocument: trust }));
    await client.send(new iam.AttachUserPolicyCommand({ UserName: `user-${index}`, PolicyArn: listManagedPolicies()[index * 7]?.arn }));
  }
  await client.send(new iam.AttachUserPolicyCommand({ UserName: 'user-0', PolicyArn: `arn:aws:iam::123456789012:policy/own-1` }));
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

async function policiesOf(pageSize: number, input: iam.ListPoliciesCommandInput = {}): Promise<readonly iam.Policy[]> {
  const found: iam.Policy[] = [];
  for await (const page of iam.paginateListPolicies({ client, pageSize }, input)) {
    expect(page.Policies?.length).toBeLessThanOrEqual(pageSize);
    found.push(...(page.Policies ?? []));
  }
  return found;
}

describe('pages', () => {
  it('of ListPolicies hold each of the account\'s and AWS\'s policies once, by name without case (R20.18, R21.17)', async () => {
    const all = await policiesOf(97);
    expect(all).toHaveLength(listManagedPolicies().length + names.length);
    expect(new Set(all.map(({ Arn }) => Arn)).size).toBe(all.length);
    const keys = all.map(({ PolicyName }) => PolicyName?.toLowerCase() ?? '');
    expect(keys).toEqual([...keys].sort());
    expect(all.filter(({ AttachmentCount }) => AttachmentCount === 1)).toHaveLength(13);
  });

  it.each<[string, iam.ListPoliciesCommandInput, number]>([
    ['the account\'s alone', { Scope: 'Local' }, names.length],
    ['AWS\'s alone', { Scope: 'AWS' }, listManagedPolicies().length],
    ['those that are attached', { OnlyAttached: true }, 13],
    ['those of a path', { Scope: 'Local', PathPrefix: '/apart/' }, 1],
    ['boundaries', { PolicyUsageFilter: 'PermissionsBoundary' }, 0],
  ])('of ListPolicies hold %s', async (_what, input, count) => {
    expect(await policiesOf(input.Scope === 'AWS' ? 500 : 5, input)).toHaveLength(count);
  });

  it.each([1, 2, 5, 12, 13, 1000])('of %i of GetAccountAuthorizationDetails hold each entry once (R20.17)', async (pageSize) => {
    const found: string[] = [];
    for await (const page of iam.paginateGetAccountAuthorizationDetails({ client, pageSize }, {})) {
      const entries = [page.UserDetailList, page.GroupDetailList, page.RoleDetailList, page.Policies].flatMap((list) => (list ?? []).map(({ Arn }) => Arn ?? ''));
      expect(entries.length).toBeLessThanOrEqual(pageSize);
      found.push(...entries);
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(3 * 12 + names.length + 12);
  });
});
