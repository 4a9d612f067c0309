import { Bucket, EcsTaskDefinition, Group, LambdaFunction, Queue, ServicePrincipal, Table, User, toIamJson, toTerraform } from '@assent/grants';
import type { Stack, TerraformJson } from '@assent/grants';
import { describe, expect, it } from 'vitest';
import { codeOf } from './code-of.ts';
import { everyPolicy, makeStack } from './every-policy.ts';

/** What Terraform reads in a text: a reference, or the text that is meant. */
function read(text: string): { readonly reference: string } | { readonly text: string } {
  const reference = /^\$\{([\w.-]+)\}$/.exec(text)?.[1];
  if (reference !== undefined) return { reference };
  // An opening that is not doubled would be evaluated, and what it names is not there.
  expect(text.replaceAll('$${', '').replaceAll('%%{', '')).not.toMatch(/[$%]\{/);
  return { text: text.replaceAll('$${', () => '${').replaceAll('%%{', '%{') };
}

interface Read {
  readonly address: string;
  readonly texts: readonly string[];
  readonly references: readonly string[];
}

function blocksOf({ resource, data = {} }: TerraformJson): readonly Read[] {
  const of = (blocks: TerraformJson['resource'], prefix: string) =>
    Object.entries(blocks).flatMap(([type, named]) =>
      Object.entries(named).map(([name, values]): Read => {
        const { depends_on: waits = [], ...rest } = values as { depends_on?: string[] };
        const texts = Object.values(rest as Record<string, unknown>).flatMap((value) => (typeof value === 'string' ? [read(value)] : []));
        return {
          address: `${prefix}${type}.${name}`,
          texts: texts.flatMap((each) => ('text' in each ? [each.text] : [])),
          references: [...waits, ...texts.flatMap((each) => ('reference' in each ? [each.reference.replace(/\.(?:name|arn)$/, '')] : []))],
        };
      }),
    );
  return [...of(data, 'data.'), ...of(resource, '')];
}

function everyHolder(): Stack {
  const stack = makeStack();
  const bucket = new Bucket(stack, 'homes');
  bucket.grantReadWrite(new User(stack, 'ana'), 'home/${aws:username}/*').when({ StringEquals: { 'aws:SourceVpce': 'vpce-%{x}' } });
  const group = new Group(stack, 'staff');
  for (let index = 0; index < 100; index++) new Bucket(stack, `bucket-with-a-rather-long-name-${index}`).grantRead(group);
  const task = new EcsTaskDefinition(stack, 'web');
  new Table(stack, 'Orders').grantReadData(task).before(new LambdaFunction(stack, 'after'));
  return stack;
}

describe.each([['every holder', everyHolder], ['every policy of a resource', everyPolicy]] as const)('the configuration of %s', (_name, make) => {
  const blocks = blocksOf(toTerraform(make()));
  const addresses = blocks.map(({ address }) => address);

  it('refers to nothing that is not there', () => {
    expect(addresses.every((address) => /^(?:data\.)?aws_[a-z0-9_]+\.[A-Za-z_][\w-]*$/.test(address))).toBe(true);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { references } of blocks) for (const reference of references) expect(addresses).toContain(reference);
  });

  it('has every policy, with the variables of IAM as IAM reads them', () => {
    const { holders, resources } = toIamJson(make());
    const texts = new Set(blocks.flatMap((block) => block.texts));
    const wanted = [...holders.flatMap(({ trust, policies }) => [...(trust ? [trust] : []), ...policies.map(({ document }) => document)]), ...resources.filter(({ arn }) => !arn.includes(':lambda:')).map(({ policy }) => policy)];
    expect(wanted.length).toBeGreaterThan(5);
    for (const policy of wanted) expect(texts).toContain(JSON.stringify(policy));
  });

  it('is the same for the same calls', () => {
    expect(JSON.stringify(toTerraform(make()))).toBe(JSON.stringify(toTerraform(make())));
  });
});

/** The arguments of the provider's resources as its documentation has them: those that have to be there, and others. */
const schema: Readonly<Record<string, readonly [required: string, optional?: string]>> = {
  aws_iam_role: ['assume_role_policy', 'name path'],
  aws_iam_user: ['name', 'path'],
  aws_iam_group: ['name', 'path'],
  aws_iam_role_policy: ['policy role', 'name'],
  aws_iam_user_policy: ['policy user', 'name'],
  aws_iam_group_policy: ['policy group', 'name'],
  aws_iam_policy: ['policy', 'name path'],
  aws_iam_role_policy_attachment: ['role policy_arn'],
  aws_iam_user_policy_attachment: ['user policy_arn'],
  aws_iam_group_policy_attachment: ['group policy_arn'],
  aws_iam_instance_profile: ['', 'name path role'],
  aws_s3_bucket_policy: ['bucket policy'],
  aws_sqs_queue_policy: ['queue_url policy'],
  aws_sns_topic_policy: ['arn policy'],
  aws_kms_key_policy: ['key_id policy'],
  aws_secretsmanager_secret_policy: ['secret_arn policy', 'block_public_policy'],
  aws_dynamodb_resource_policy: ['resource_arn policy'],
  aws_kinesis_resource_policy: ['resource_arn policy'],
  aws_cloudwatch_event_bus_policy: ['policy', 'event_bus_name'],
  aws_ecr_repository_policy: ['repository policy'],
  aws_efs_file_system_policy: ['file_system_id policy'],
  aws_opensearch_domain_policy: ['domain_name', 'access_policies'],
  aws_backup_vault_policy: ['backup_vault_name policy'],
  aws_api_gateway_rest_api_policy: ['rest_api_id policy'],
  aws_cloudwatch_log_resource_policy: ['policy_name', 'policy_document'],
  aws_lambda_permission: ['action function_name principal', 'statement_id qualifier source_arn source_account principal_org_id function_url_auth_type invoked_via_function_url'],
};

describe('the resources of a configuration', () => {
  it.each([['every holder', everyHolder], ['every policy of a resource', everyPolicy]] as const)('have the arguments of their types, for %s', (_name, make) => {
    for (const [type, blocks] of Object.entries(toTerraform(make()).resource)) {
      const [required = 'no such type', optional = ''] = schema[type] ?? [];
      for (const { depends_on: _waits, ...given } of Object.values(blocks)) {
        const names = Object.keys(given);
        expect(names, type).toEqual(expect.arrayContaining(required.split(' ').filter((name) => name !== '')));
        expect(`${required} ${optional}`.split(' '), type).toEqual(expect.arrayContaining(names));
      }
    }
  });
});

describe('a configuration', () => {
  it('doubles what would begin an interpolation, and nothing else', () => {
    const text = JSON.stringify(toTerraform(everyHolder()));
    expect(text).toContain('arn:aws:s3:::homes/home/$${aws:username}/*');
    expect(text).toContain('vpce-%%{x}');
    expect(text).not.toContain('$$$');
  });

  it('is refused where a text would begin with what Terraform doubles', () => {
    const stack = makeStack();
    new Bucket(stack, 'homes').grantRead(new User(stack, 'ana'), 'a$${x}/*');
    expect(codeOf(() => toTerraform(stack))).toBe('not-expressible');
  });

  it('attaches what does not fit into one inline policy', () => {
    const { resource } = toTerraform(everyHolder());
    const count = Object.keys(resource['aws_iam_policy'] ?? {}).length;
    expect(count).toBeGreaterThan(1);
    expect(Object.keys(resource['aws_iam_group_policy_attachment'] ?? {})).toHaveLength(count);
    expect(resource['aws_iam_group_policy']).toBeUndefined();
  });

  it('says all that limits a permission of a function', () => {
    const stack = makeStack();
    new LambdaFunction(stack, 'resize').grantInvoke(new ServicePrincipal('s3.amazonaws.com', { sourceAccount: '123456789012', sourceArn: new Bucket(stack, 'pictures').arn }));
    const [permission] = Object.values(toTerraform(stack).resource['aws_lambda_permission'] ?? {});
    expect(permission).toEqual({
      statement_id: expect.stringMatching(/^Grant\w{13}$/) as string,
      function_name: 'resize',
      action: 'lambda:InvokeFunction',
      principal: 's3.amazonaws.com',
      source_arn: 'arn:aws:s3:::pictures',
      source_account: '123456789012',
    });
  });

  it('looks up the ARN of a secret whose last six characters are not known', () => {
    const { data, resource } = toTerraform(everyPolicy());
    const [name] = Object.keys(data?.['aws_secretsmanager_secret'] ?? {});
    expect(data?.['aws_secretsmanager_secret']?.[name ?? '']).toEqual({ name: 'app/token' });
    expect(Object.values(resource['aws_secretsmanager_secret_policy'] ?? {}).map((values) => values['secret_arn'])).toContain(`\${data.aws_secretsmanager_secret.${name}.arn}`);
  });

  it('has the queue by its URL', () => {
    const stack = makeStack();
    new Queue(stack, 'orders').grantSendMessages(new ServicePrincipal('sns.amazonaws.com'));
    expect(Object.values(toTerraform(stack).resource['aws_sqs_queue_policy'] ?? {})[0]?.['queue_url']).toBe('https://sqs.eu-central-1.amazonaws.com/123456789012/orders');
  });
});
