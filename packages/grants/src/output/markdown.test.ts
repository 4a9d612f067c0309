import { describe, expect, it } from 'vitest';
import { AccountPrincipal, Bucket, Key, LambdaFunction, Queue, Role, ServicePrincipal, Stack, Table, toMarkdown } from '../index.ts';

const makeStack = (): Stack => new Stack({ account: '123456789012', region: 'eu-central-1' });

/** The rows of a table of the text. */
const rowsOf = (text: string, title: string): readonly string[] => (text.split('\n## ').find((section) => section.startsWith(title)) ?? '').split('\n').filter((line) => line.startsWith('|')).slice(2);

describe('the table of who may do what', () => {
  it('says who, what by level of access, on what, under which conditions, and by which grant', () => {
    const stack = makeStack();
    const key = new Key(stack, '1234abcd-12ab-34cd-56ef-1234567890ab');
    const role = new Role(stack, 'Importer', { assumedBy: new ServicePrincipal('ec2.amazonaws.com', { sourceAccount: '123456789012' }) });
    new Bucket(stack, 'pictures', { encryptionKey: key }).grantRead(role, 'public/*').when({ StringEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } });
    new Queue(stack, 'orders').grantSendMessages(new AccountPrincipal('999999999999'));
    expect(toMarkdown(stack)).toBe(`# Who may do what: grants in 123456789012, eu-central-1

## Roles, users and groups

| Who | May | On | If | Granted on |
| --- | --- | --- | --- | --- |
| \`role Importer\` | List: \`s3:List*\`<br>Read: \`s3:GetBucket*\` \`s3:GetObject*\` | \`arn:aws:s3:::pictures\`<br>\`arn:aws:s3:::pictures/public/*\` | \`aws:SourceVpce\` StringEquals \`vpce-1\` or \`vpce-2\` | \`arn:aws:s3:::pictures\` |
| \`role Importer\` | Read: \`kms:DescribeKey\`<br>Write: \`kms:Decrypt\` | \`${key.arn}\` |  | \`arn:aws:s3:::pictures\`, along with it |

## Policies of resources

| Who | May | On | If | Granted on |
| --- | --- | --- | --- | --- |
| \`arn:aws:iam::123456789012:root\` | List, Read, Write, Tagging, Permissions management: \`kms:*\` | \`${key.arn}\` |  | itself |
| \`arn:aws:iam::999999999999:root\` | Read: \`sqs:GetQueueAttributes\` \`sqs:GetQueueUrl\`<br>Write: \`sqs:SendMessage\` | \`arn:aws:sqs:eu-central-1:123456789012:orders\` |  | \`arn:aws:sqs:eu-central-1:123456789012:orders\` |

## Who may be which role

| Role | Is trusted to | If |
| --- | --- | --- |
| \`role Importer\` | \`ec2.amazonaws.com\` | \`aws:SourceAccount\` StringEquals \`123456789012\` |
`);
  });

  it('does not depend on the order of the calls', () => {
    const [one, two] = [makeStack(), makeStack()];
    const calls = (stack: Stack) => {
      const fn = new LambdaFunction(stack, 'fn');
      const [table, queue] = [new Table(stack, 'Orders'), new Queue(stack, 'orders')];
      return [() => table.grantReadData(fn), () => queue.grantPurge(fn), () => table.grantWriteData(fn)];
    };
    for (const call of calls(one)) call();
    for (const call of calls(two).reverse()) call();
    expect(toMarkdown(two)).toBe(toMarkdown(one));
  });

  it('keeps what others wrote within its cell', () => {
    const stack = makeStack();
    const fn = new LambdaFunction(stack, 'fn');
    new Queue(stack, 'orders').grantPurge(fn).when({ StringEquals: { 'aws:SourceVpce': ['a | b', '`c`\n## d'] } });
    const [row] = rowsOf(toMarkdown(stack), 'Roles').filter((line) => line.includes('sqs:PurgeQueue'));
    expect(row).toContain('`a \\| b`');
    expect(row).toContain('`` `c` ## d ``');
  });

  it('tells of shared roles', () => {
    const stack = makeStack();
    const shared = new Role(stack, 'both', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), shared: true });
    for (const name of ['a', 'b']) new LambdaFunction(stack, name, { role: shared });
    expect(rowsOf(toMarkdown(stack), 'Notes')).toEqual(['| `shared-role` | `a`, `b` share the role `both`: each may do what any of them was granted |']);
  });
});
