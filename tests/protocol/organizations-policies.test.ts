import * as organizations from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account as management, failure, policy } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';
import { Organization, refusal } from './organization.ts';

let server: LocalServer;
/** Names are numbered. */
let made = 0;
let organization: Organization;
let client: organizations.OrganizationsClient;
beforeAll(async () => {
  server = await LocalServer.start();
  organization = await Organization.create(server);
  client = organization.client;
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const create = (Type: organizations.PolicyType, Content: string, Name = `p${++made}`) => client.send(new organizations.CreatePolicyCommand({ Type, Content, Name, Description: 'words' }));
const statement = (rest: object): string => policy({ Effect: 'Deny', Action: 's3:*', Resource: '*', ...rest });
const tags = (values: object): string => JSON.stringify({ tags: { project: { tag_key: { '@@assign': 'Project' }, tag_value: values } } });

describe('a policy of an organization', () => {
  it('is made, shown, changed in part, and deleted (R23.41, R23.46)', async () => {
    const Content = statement({});
    const { Policy } = await client.send(new organizations.CreatePolicyCommand({ Type: 'SERVICE_CONTROL_POLICY', Content, Name: 'mine', Description: 'words', Tags: [{ Key: 'k', Value: 'v' }] }));
    const Id = Policy?.PolicySummary?.Id;
    const summary = { Id: expect.stringMatching(/^p-[a-z0-9]{10}$/) as string, Arn: `arn:aws:organizations::${management}:policy/${organization.id}/service_control_policy/${Id}`, Name: 'mine', Description: 'words', Type: 'SERVICE_CONTROL_POLICY', AwsManaged: false };
    expect(Policy).toEqual({ PolicySummary: summary, Content });
    expect((await client.send(new organizations.ListTagsForResourceCommand({ ResourceId: Id }))).Tags).toEqual([{ Key: 'k', Value: 'v' }]);
    expect(await refusal(create('SERVICE_CONTROL_POLICY', Content, 'mine'))).toBe('DuplicatePolicyException');
    await expect(create('TAG_POLICY', tags({ '@@assign': ['a'] }), 'mine')).resolves.toBeDefined();
    expect((await client.send(new organizations.UpdatePolicyCommand({ PolicyId: Id, Description: '' }))).Policy).toEqual({ PolicySummary: { ...summary, Description: '' }, Content });
    expect((await client.send(new organizations.UpdatePolicyCommand({ PolicyId: Id, Name: 'renamed' }))).Policy?.PolicySummary).toMatchObject({ Name: 'renamed', Description: '' });
    expect(await refusal(client.send(new organizations.UpdatePolicyCommand({ PolicyId: Id, Content: '{}' })))).toBe('MalformedPolicyDocumentException');
    expect((await client.send(new organizations.DescribePolicyCommand({ PolicyId: Id }))).Policy?.Content).toBe(Content);
    await organization.attach(Id ?? '', organization.root);
    expect(await refusal(client.send(new organizations.DeletePolicyCommand({ PolicyId: Id })))).toBe('PolicyInUseException');
    await organization.detach(Id ?? '', organization.root);
    await client.send(new organizations.DeletePolicyCommand({ PolicyId: Id }));
    for (const command of [new organizations.DescribePolicyCommand({ PolicyId: Id }), new organizations.ListTargetsForPolicyCommand({ PolicyId: Id })]) expect(await refusal(client.send(command as organizations.DescribePolicyCommand))).toBe('PolicyNotFoundException');
    expect(await refusal(organization.attach(Id ?? '', organization.root))).toBe('PolicyNotFoundException');
    expect(await refusal(organization.detach(Id ?? '', organization.root))).toBe('PolicyNotFoundException');
  });

  it('of AWS is there for everybody, and nobody changes it (R23.46, R23.47)', async () => {
    expect((await client.send(new organizations.DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' }))).Policy).toEqual({
      PolicySummary: {
        Id: 'p-FullAWSAccess',
        Arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
        Name: 'FullAWSAccess',
        Description: 'Allows access to every operation',
        Type: 'SERVICE_CONTROL_POLICY',
        AwsManaged: true,
      },
      Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    });
    expect((await client.send(new organizations.DescribePolicyCommand({ PolicyId: 'p-RCPFullAWSAccess' }))).Policy?.Content).toContain('"Principal":"*"');
    const immutable = 'InvalidInputException IMMUTABLE_POLICY';
    expect(await refusal(client.send(new organizations.UpdatePolicyCommand({ PolicyId: 'p-FullAWSAccess', Name: 'x' })))).toBe(immutable);
    expect(await refusal(client.send(new organizations.DeletePolicyCommand({ PolicyId: 'p-FullAWSAccess' })))).toBe(immutable);
    expect(await refusal(client.send(new organizations.TagResourceCommand({ ResourceId: 'p-FullAWSAccess', Tags: [{ Key: 'a', Value: 'b' }] })))).toBe(immutable);
    expect((await client.send(new organizations.ListTagsForResourceCommand({ ResourceId: 'p-FullAWSAccess' }))).Tags).toEqual([]);
    const { Policies } = await client.send(new organizations.ListPoliciesCommand({ Filter: 'RESOURCE_CONTROL_POLICY' }));
    expect(Policies?.map(({ Id }) => Id)).toEqual(['p-RCPFullAWSAccess']);
  });

  it('is listed page by page by its type', async () => {
    for (let index = 0; index < 5; index++) await create('BACKUP_POLICY', JSON.stringify({ plans: {} }));
    const pages: number[] = [];
    const ids = new Set<string | undefined>();
    for await (const { Policies } of organizations.paginateListPolicies({ client, pageSize: 2 }, { Filter: 'BACKUP_POLICY' })) {
      pages.push(Policies?.length ?? 0);
      for (const { Id } of Policies ?? []) ids.add(Id);
    }
    expect([pages, ids.size]).toEqual([[2, 2, 1], 5]);
  });
});

describe('what a policy may say (R13.6)', () => {
  const full = 'x'.repeat(10_000);
  it.each<[what: string, type: organizations.PolicyType, content: string, refused: string | undefined]>([
    ['an SCP that denies', 'SERVICE_CONTROL_POLICY', statement({}), undefined],
    ['an SCP in the language of 2025: NotResource, conditions and wildcards in Allow', 'SERVICE_CONTROL_POLICY', policy({ Effect: 'Allow', NotAction: 'iam:*Role*', NotResource: 'arn:aws:s3:::b/*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), undefined],
    ['an SCP with a short ARN that ends in a star', 'SERVICE_CONTROL_POLICY', statement({ Resource: 'arn:aws:s3*' }), undefined],
    ['an SCP with a short ARN', 'SERVICE_CONTROL_POLICY', statement({ Resource: 'arn:aws:s3' }), 'MalformedPolicyDocumentException'],
    ['an SCP with a principal', 'SERVICE_CONTROL_POLICY', statement({ Principal: '*' }), 'MalformedPolicyDocumentException'],
    ['an SCP without a version', 'SERVICE_CONTROL_POLICY', JSON.stringify({ Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] }), 'MalformedPolicyDocumentException'],
    ['an SCP without resources', 'SERVICE_CONTROL_POLICY', policy({ Effect: 'Deny', Action: '*' }), 'MalformedPolicyDocumentException'],
    ['an SCP with an action without a service', 'SERVICE_CONTROL_POLICY', statement({ Action: 'GetObject' }), 'MalformedPolicyDocumentException'],
    ['an SCP with a key twice', 'SERVICE_CONTROL_POLICY', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}', 'MalformedPolicyDocumentException'],
    ['an SCP that is no JSON', 'SERVICE_CONTROL_POLICY', '{', 'MalformedPolicyDocumentException'],
    ['an SCP of 10,240 characters', 'SERVICE_CONTROL_POLICY', statement({}).padEnd(10_240), undefined],
    ['an SCP of one more', 'SERVICE_CONTROL_POLICY', statement({}).padEnd(10_241), 'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED'],
    ['an RCP that denies', 'RESOURCE_CONTROL_POLICY', statement({ Principal: '*' }), undefined],
    ['an RCP with NotResource and a bare star of actions (D27)', 'RESOURCE_CONTROL_POLICY', policy({ Effect: 'Deny', Principal: '*', Action: '*', NotResource: 'arn:aws:s3:::b/*' }), undefined],
    ['an RCP that allows', 'RESOURCE_CONTROL_POLICY', policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }), 'MalformedPolicyDocumentException'],
    ['an RCP without a principal', 'RESOURCE_CONTROL_POLICY', statement({}), 'MalformedPolicyDocumentException'],
    ['an RCP for one account', 'RESOURCE_CONTROL_POLICY', statement({ Principal: { AWS: '111111111111' } }), 'MalformedPolicyDocumentException'],
    ['an RCP with NotPrincipal', 'RESOURCE_CONTROL_POLICY', statement({ NotPrincipal: '*' }), 'MalformedPolicyDocumentException'],
    ['an RCP with NotAction', 'RESOURCE_CONTROL_POLICY', policy({ Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' }), 'MalformedPolicyDocumentException'],
    ['an RCP of 5,121 characters', 'RESOURCE_CONTROL_POLICY', statement({ Principal: '*' }).padEnd(5121), 'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED'],
    ['a tag policy', 'TAG_POLICY', tags({ '@@assign': ['a', 'b'] }), undefined],
    ['a tag policy of another member', 'TAG_POLICY', JSON.stringify({ plans: {} }), 'MalformedPolicyDocumentException'],
    ['a tag policy with a value without an operator', 'TAG_POLICY', tags(['a']), 'MalformedPolicyDocumentException'],
    ['a tag policy with an operator that is none', 'TAG_POLICY', tags({ '@@replace': ['a'] }), 'MalformedPolicyDocumentException'],
    ['a tag policy that leaves children an operator that is none', 'TAG_POLICY', tags({ '@@operators_allowed_for_child_policies': ['@@some'] }), 'MalformedPolicyDocumentException'],
    ['a tag policy that leaves children all and one', 'TAG_POLICY', tags({ '@@operators_allowed_for_child_policies': ['@@all', '@@assign'] }), 'MalformedPolicyDocumentException'],
    ['a tag policy that is a list', 'TAG_POLICY', '[]', 'MalformedPolicyDocumentException'],
    ['a tag policy that is too long', 'TAG_POLICY', tags({ '@@assign': [full] }), 'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED'],
    ['an opt-out policy of 2,501 characters', 'AISERVICES_OPT_OUT_POLICY', JSON.stringify({ services: {} }).padEnd(2501), 'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED'],
    ['a backup policy', 'BACKUP_POLICY', JSON.stringify({ plans: { p: { regions: { '@@append': ['eu-west-1'] } } } }), undefined],
    ['a chat policy', 'CHATBOT_POLICY', JSON.stringify({ chatbot: { platforms: { slack: { client: { '@@assign': 'enabled' } } } } }), undefined],
    ['an EC2 policy', 'DECLARATIVE_POLICY_EC2', JSON.stringify({ ec2_attributes: { serial_console_access: { status: { '@@assign': 'disabled' } } } }), undefined],
    ['a Security Hub policy', 'SECURITYHUB_POLICY', JSON.stringify({ securityhub: { enable_in_regions: { '@@assign': ['ALL_SUPPORTED'] } } }), undefined],
    ['an S3 policy', 'S3_POLICY', JSON.stringify({ s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } } }), undefined],
    ['a policy nested without end', 'TAG_POLICY', `{"tags":${'{"a":'.repeat(1000)}{}${'}'.repeat(1001)}`, 'MalformedPolicyDocumentException'],
  ])('%s', async (_what, type, content, refused) => {
    const made = create(type, content);
    if (refused === undefined) await expect(made).resolves.toBeDefined();
    else expect(await refusal(made)).toBe(refused);
  });

  it('is refused in AWS\'s words', async () => {
    expect((await failure(create('SERVICE_CONTROL_POLICY', '{'))).message).toBe('The provided policy document does not meet the requirements of the specified policy type.');
    expect((await failure(create('SERVICE_CONTROL_POLICY', ' '.repeat(10_241)))).message).toBe('You have exceeded the maximum policy size');
  });
});

describe('attachments', () => {
  it('are limited to 10 SCPs, the last of which stays (R23.44, R23.45)', async () => {
    const unit = await organization.unit('attached');
    const ids: string[] = [];
    for (let index = 0; index < 10; index++) ids.push(await organization.policy(`scp-${index}`, [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }]));
    const [first = '', ...rest] = ids;
    const last = rest.at(-1) ?? '';
    for (const id of ids.slice(0, 9)) await organization.attach(id, unit);
    expect(await refusal(organization.attach(last, unit))).toBe('ConstraintViolationException MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
    expect(await refusal(organization.attach(first, unit))).toBe('DuplicatePolicyAttachmentException');
    expect(await refusal(organization.detach(last, unit))).toBe('PolicyNotAttachedException');
    expect(await refusal(organization.attach(first, 'ou-abcd-abcdefgh'))).toBe('TargetNotFoundException');
    expect(await refusal(client.send(new organizations.ListPoliciesForTargetCommand({ TargetId: 'ou-abcd-abcdefgh', Filter: 'TAG_POLICY' })))).toBe('TargetNotFoundException');
    for (const id of ['p-FullAWSAccess', ...ids.slice(0, 8)]) await organization.detach(id, unit);
    expect(await refusal(organization.detach(ids[8] ?? '', unit))).toBe('ConstraintViolationException MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
  });

  it('show from both ends, and in pages', async () => {
    const id = await organization.policy('both-ends', [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }]);
    const [unit, account] = [await organization.unit('one-end'), await organization.account('other-end')];
    for (const target of [organization.root, unit, account]) await organization.attach(id, target);
    const targets: organizations.PolicyTargetSummary[] = [];
    for await (const { Targets } of organizations.paginateListTargetsForPolicy({ client, pageSize: 2 }, { PolicyId: id })) targets.push(...(Targets ?? []));
    const by = (id: string) => targets.find(({ TargetId }) => TargetId === id);
    expect(targets).toHaveLength(3);
    expect(by(organization.root)).toMatchObject({ Type: 'ROOT', Name: 'Root' });
    expect(by(unit)).toMatchObject({ Type: 'ORGANIZATIONAL_UNIT', Name: 'one-end', Arn: `arn:aws:organizations::${management}:ou/${organization.id}/${unit}` });
    expect(by(account)).toMatchObject({ Type: 'ACCOUNT', Name: 'other-end' });
    const { Policies } = await client.send(new organizations.ListPoliciesForTargetCommand({ TargetId: unit, Filter: 'SERVICE_CONTROL_POLICY' }));
    expect(Policies?.map(({ Id }) => Id).sort()).toEqual([id, 'p-FullAWSAccess'].sort());
  });

  it('need their type to be enabled, which stands at the root (R23.22, R23.41–R23.43)', async () => {
    const { root } = organization;
    const id = (await create('CHATBOT_POLICY', JSON.stringify({ chatbot: {} }))).Policy?.PolicySummary?.Id ?? '';
    const type = { RootId: root, PolicyType: 'CHATBOT_POLICY' } as const;
    expect(await refusal(organization.attach(id, root))).toBe('PolicyTypeNotEnabledException');
    expect(await refusal(client.send(new organizations.DisablePolicyTypeCommand(type)))).toBe('PolicyTypeNotEnabledException');
    expect(await refusal(client.send(new organizations.EnablePolicyTypeCommand({ ...type, RootId: 'r-wxyz' })))).toBe('RootNotFoundException');
    const { Root } = await client.send(new organizations.EnablePolicyTypeCommand(type));
    expect(Root?.PolicyTypes).toContainEqual({ Type: 'CHATBOT_POLICY', Status: 'ENABLED' });
    expect(await refusal(client.send(new organizations.EnablePolicyTypeCommand(type)))).toBe('PolicyTypeAlreadyEnabledException');
    await organization.attach(id, root);
    await client.send(new organizations.DisablePolicyTypeCommand(type));
    expect((await client.send(new organizations.ListTargetsForPolicyCommand({ PolicyId: id }))).Targets).toEqual([]);
    await client.send(new organizations.DeletePolicyCommand({ PolicyId: id }));
  });

  it('of Security Hub policies need access for the service, which then stays', async () => {
    const type = { RootId: organization.root, PolicyType: 'SECURITYHUB_POLICY' } as const;
    const service = { ServicePrincipal: 'securityhub.amazonaws.com' };
    expect(await refusal(client.send(new organizations.EnablePolicyTypeCommand(type)))).toBe('ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED');
    await client.send(new organizations.EnableAWSServiceAccessCommand(service));
    await client.send(new organizations.EnablePolicyTypeCommand(type));
    expect(await refusal(client.send(new organizations.DisableAWSServiceAccessCommand(service)))).toBe('ConstraintViolationException POLICY_TYPE_ENABLED_FOR_THIS_SERVICE');
    await client.send(new organizations.DisablePolicyTypeCommand(type));
    await client.send(new organizations.DisableAWSServiceAccessCommand(service));
  });
});

describe('the effective policy of an account', () => {
  it('is merged from the root down, shown to the account, and gone with its policies (R23.49)', async () => {
    await client.send(new organizations.EnablePolicyTypeCommand({ RootId: organization.root, PolicyType: 'TAG_POLICY' }));
    const account = await organization.account('effective');
    const unit = await organization.unit('effective');
    await organization.move(account, organization.root, unit);
    const describe_ = (input: Partial<organizations.DescribeEffectivePolicyCommandInput>, from = client) => from.send(new organizations.DescribeEffectivePolicyCommand({ PolicyType: 'TAG_POLICY', ...input }));
    expect(await refusal(describe_({ TargetId: account }))).toBe('EffectivePolicyNotFoundException');
    const above = (await create('TAG_POLICY', tags({ '@@assign': ['Maintenance'] }))).Policy?.PolicySummary?.Id ?? '';
    const below = (await create('TAG_POLICY', tags({ '@@append': ['Escalations'] }))).Policy?.PolicySummary?.Id ?? '';
    await organization.attach(above, organization.root);
    await organization.attach(below, account);
    const member = server.organizations(await organization.enter(account));
    const { EffectivePolicy } = await describe_({}, member);
    expect(EffectivePolicy).toMatchObject({ TargetId: account, PolicyType: 'TAG_POLICY', LastUpdatedTimestamp: expect.any(Date) as Date });
    expect(JSON.parse(EffectivePolicy?.PolicyContent ?? '')).toEqual({ tags: { project: { tag_key: 'Project', tag_value: ['Maintenance', 'Escalations'] } } });
    expect(JSON.parse((await describe_({})).EffectivePolicy?.PolicyContent ?? '')).toEqual({ tags: { project: { tag_key: 'Project', tag_value: ['Maintenance'] } } });
    expect((await failure(describe_({ TargetId: management }, member))).message).toBe("You don't have permissions to access this resource.");
    expect(await refusal(describe_({ TargetId: unit }))).toBe('InvalidInputException TARGET_NOT_SUPPORTED');
    expect(await refusal(describe_({ TargetId: '999999999999' }))).toBe('TargetNotFoundException');
    expect((await client.send(new organizations.ListEffectivePolicyValidationErrorsCommand({ AccountId: account, PolicyType: 'TAG_POLICY' }))).EffectivePolicyValidationErrors).toEqual([]);
  });

  it('can be invalid though its parts are not, and that is told', async () => {
    const PolicyType = 'BACKUP_POLICY';
    expect(await refusal(client.send(new organizations.ListAccountsWithInvalidEffectivePolicyCommand({ PolicyType })))).toBe('EffectivePolicyNotFoundException');
    await client.send(new organizations.EnablePolicyTypeCommand({ RootId: organization.root, PolicyType }));
    const rules = (prefix: string): object => Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`${prefix}${index}`, { target_backup_vault_name: { '@@assign': 'vault' } }]));
    const plan = (prefix: string): string => JSON.stringify({ plans: { p: { regions: { '@@assign': ['eu-west-1'] }, rules: rules(prefix), selections: { tags: { s: { iam_role_arn: { '@@assign': 'r' } } } } } } });
    const account = await organization.account('too-many');
    const [one, two] = [await create(PolicyType, plan('a')), await create(PolicyType, plan('b'))].map(({ Policy }) => Policy?.PolicySummary?.Id ?? '');
    await organization.attach(one ?? '', account);
    expect((await client.send(new organizations.ListAccountsWithInvalidEffectivePolicyCommand({ PolicyType }))).Accounts).toEqual([]);
    await organization.attach(two ?? '', account);
    const { EffectivePolicyValidationErrors: errors, Path } = await client.send(new organizations.ListEffectivePolicyValidationErrorsCommand({ AccountId: account, PolicyType }));
    expect(Path).toBe(`${organization.id}/${organization.root}/${account}/`);
    expect(errors).toEqual([{ ErrorCode: 'ELEMENTS_TOO_MANY', ErrorMessage: "'rules' exceeds the allowed maximum limit 10", PathToError: 'plans/p/rules', ContributingPolicies: [one, two] }]);
    const { Accounts } = await client.send(new organizations.ListAccountsWithInvalidEffectivePolicyCommand({ PolicyType }));
    expect(Accounts?.map(({ Id }) => Id)).toEqual([account]);
    expect(await refusal(client.send(new organizations.ListEffectivePolicyValidationErrorsCommand({ AccountId: management, PolicyType })))).toBe('EffectivePolicyNotFoundException');
  });
});
