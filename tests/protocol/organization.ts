import { AttachUserPolicyCommand, CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import type { LocalServer } from './local-server.ts';

/** The management account's view of an organization on a server, by its administrator: root may not assume roles. */
export class Organization {
  readonly server: LocalServer;
  readonly administrator: Credentials;
  readonly id: string;
  readonly root: string;

  private constructor(server: LocalServer, administrator: Credentials, id: string, root: string) {
    this.server = server;
    this.administrator = administrator;
    this.id = id;
    this.root = root;
  }

  static async create(server: LocalServer, FeatureSet: 'ALL' | 'CONSOLIDATED_BILLING' = 'ALL'): Promise<Organization> {
    const administrator = await administratorOf(server);
    const client = server.organizations(administrator);
    const { Organization: made } = await client.send(new organizations.CreateOrganizationCommand({ FeatureSet }));
    const { Roots } = await client.send(new organizations.ListRootsCommand({}));
    return new Organization(server, administrator, made?.Id ?? '', Roots?.[0]?.Id ?? '');
  }

  get client(): organizations.OrganizationsClient {
    return this.server.organizations(this.administrator);
  }

  async account(name: string): Promise<string> {
    const { CreateAccountStatus } = await this.client.send(new organizations.CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }));
    const { CreateAccountStatus: done } = await this.client.send(new organizations.DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id }));
    return done?.AccountId ?? '';
  }

  async unit(Name: string, ParentId = this.root): Promise<string> {
    return (await this.client.send(new organizations.CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit?.Id ?? '';
  }

  async policy(Name: string, statements: readonly object[] | object, Type: organizations.PolicyType = 'SERVICE_CONTROL_POLICY'): Promise<string> {
    const Content = Array.isArray(statements) ? policy(...(statements as object[])) : JSON.stringify(statements);
    return (await this.client.send(new organizations.CreatePolicyCommand({ Name, Type, Content, Description: '' }))).Policy?.PolicySummary?.Id ?? '';
  }

  async attach(PolicyId: string, TargetId: string): Promise<void> {
    await this.client.send(new organizations.AttachPolicyCommand({ PolicyId, TargetId }));
  }

  async detach(PolicyId: string, TargetId: string): Promise<void> {
    await this.client.send(new organizations.DetachPolicyCommand({ PolicyId, TargetId }));
  }

  async move(AccountId: string, SourceParentId: string, DestinationParentId: string): Promise<void> {
    await this.client.send(new organizations.MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
  }

  /** A session of the role that CreateAccount made in a member. */
  async enter(account: string): Promise<Credentials> {
    const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
    return credentialsOf((await this.server.sts(this.administrator).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }))).Credentials);
  }
}

/** A user with AdministratorAccess in the account of some credentials. */
export async function administratorOf(server: LocalServer, as?: Credentials): Promise<Credentials> {
  const iam = server.iam(as);
  await iam.send(new CreateUserCommand({ UserName: 'administrator' }));
  await iam.send(new AttachUserPolicyCommand({ UserName: 'administrator', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  return credentialsOf((await iam.send(new CreateAccessKeyCommand({ UserName: 'administrator' }))).AccessKey);
}

/** A user with these statements in the account of some credentials. */
export async function userOf(server: LocalServer, as: Credentials, UserName: string, ...statements: readonly object[]): Promise<Credentials> {
  const iam = server.iam(as);
  await iam.send(new CreateUserCommand({ UserName }));
  if (statements.length > 0) await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: policy(...statements) }));
  return credentialsOf((await iam.send(new CreateAccessKeyCommand({ UserName }))).AccessKey);
}

/** Code and reason of a call that must fail. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const reason = call.then(
    () => undefined,
    (error: unknown) => (error as { Reason?: string }).Reason,
  );
  const { code } = await failure(call);
  const why = await reason;
  return why === undefined ? code : `${code} ${why}`;
}
