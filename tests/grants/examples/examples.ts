import { Bucket, EcsTaskDefinition, Key, LambdaFunction, LogGroup, Queue, Repository, Role, Secret, ServicePrincipal, Stack, Table } from '@assent/grants';

export const account = '123456789012';
export const partner = '210987654321';
export const region = 'eu-central-1';

/** Somebody asks for something: the role, the action, the resource. */
export type Ask = readonly [role: string, action: `${string}:${string}`, resource: `arn:${string}` | '*'];

/** An example: its stacks, each of an account of its own, and what becomes of it. */
export interface Example {
  readonly name: string;
  readonly stacks: readonly Stack[];
  readonly allowed: readonly Ask[];
  /** The neighbours of what is allowed. */
  readonly refused: readonly Ask[];
}

const stackOf = (name: string, of = account): Stack => new Stack({ account: of, region, name });
const arn = (service: string, resource: string): `arn:${string}` => `arn:aws:${service}:${region}:${account}:${resource}`;
const ownLogs = (name: string): readonly Ask[] => [
  [name, 'logs:CreateLogStream', arn('logs', `log-group:/aws/lambda/${name}:log-stream:x`)],
  [name, 'logs:PutLogEvents', arn('logs', `log-group:/aws/lambda/${name}:log-stream:x`)],
];

function tableRead(): Example {
  const stack = stackOf('table');
  const fn = new LambdaFunction(stack, 'orders-api');
  new Table(stack, 'Orders', { indexes: true }).grantReadData(fn);
  return {
    name: 'table-read',
    stacks: [stack],
    allowed: [['orders-api', 'dynamodb:GetItem', arn('dynamodb', 'table/Orders')], ['orders-api', 'dynamodb:Query', arn('dynamodb', 'table/Orders/index/by-date')], ...ownLogs('orders-api')],
    refused: [
      ['orders-api', 'dynamodb:PutItem', arn('dynamodb', 'table/Orders')],
      ['orders-api', 'dynamodb:DeleteTable', arn('dynamodb', 'table/Orders')],
      ['orders-api', 'dynamodb:GetItem', arn('dynamodb', 'table/Orders2')],
      ['orders-api', 'dynamodb:GetItem', `arn:aws:dynamodb:us-east-1:${account}:table/Orders`],
      ['orders-api', 'logs:PutLogEvents', arn('logs', 'log-group:/aws/lambda/other:log-stream:x')],
    ],
  };
}

function queueSend(): Example {
  const stack = stackOf('queue');
  const fn = new LambdaFunction(stack, 'checkout');
  new Queue(stack, 'orders').grantSendMessages(fn);
  return {
    name: 'queue-send',
    stacks: [stack],
    allowed: [['checkout', 'sqs:SendMessage', arn('sqs', 'orders')], ['checkout', 'sqs:GetQueueUrl', arn('sqs', 'orders')], ...ownLogs('checkout')],
    refused: [
      ['checkout', 'sqs:ReceiveMessage', arn('sqs', 'orders')],
      ['checkout', 'sqs:DeleteMessage', arn('sqs', 'orders')],
      ['checkout', 'sqs:SendMessage', arn('sqs', 'orders-dead')],
    ],
  };
}

function bucketRead(): Example {
  const stack = stackOf('bucket');
  const fn = new LambdaFunction(stack, 'thumbnails');
  new Bucket(stack, 'pictures').grantRead(fn, 'public/*');
  return {
    name: 'bucket-read',
    stacks: [stack],
    allowed: [['thumbnails', 's3:GetObject', 'arn:aws:s3:::pictures/public/cat.jpg'], ['thumbnails', 's3:ListBucket', 'arn:aws:s3:::pictures'], ...ownLogs('thumbnails')],
    refused: [
      ['thumbnails', 's3:GetObject', 'arn:aws:s3:::pictures/private/cat.jpg'],
      ['thumbnails', 's3:PutObject', 'arn:aws:s3:::pictures/public/cat.jpg'],
      ['thumbnails', 's3:DeleteObject', 'arn:aws:s3:::pictures/public/cat.jpg'],
      ['thumbnails', 's3:GetObject', 'arn:aws:s3:::pictures2/public/cat.jpg'],
      ['thumbnails', 's3:ListBucket', 'arn:aws:s3:::pictures2'],
    ],
  };
}

function secretRead(): Example {
  const stack = stackOf('secret');
  const fn = new LambdaFunction(stack, 'mailer');
  new Secret(stack, 'smtp', { suffix: 'AbCdEf' }).grantRead(fn);
  return {
    name: 'secret-read',
    stacks: [stack],
    allowed: [['mailer', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:smtp-AbCdEf')], ...ownLogs('mailer')],
    refused: [
      ['mailer', 'secretsmanager:PutSecretValue', arn('secretsmanager', 'secret:smtp-AbCdEf')],
      ['mailer', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:smtp2-AbCdEf')],
      ['mailer', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:smtp-GhIjKl')],
    ],
  };
}

function ecsService(): Example {
  const stack = stackOf('web');
  const key = new Key(stack, '1234abcd-12ab-34cd-56ef-1234567890ab');
  const task = new EcsTaskDefinition(stack, 'web').addContainer({ image: new Repository(stack, 'web'), logGroup: new LogGroup(stack, '/ecs/web'), secrets: { DB: new Secret(stack, 'db', { suffix: 'AbCdEf' }) } });
  new Table(stack, 'Carts').grantReadWriteData(task);
  new Bucket(stack, 'assets', { encryptionKey: key }).grantRead(task);
  const [app, starter] = ['web-task', 'web-execution'];
  return {
    name: 'ecs-service',
    stacks: [stack],
    allowed: [
      [app, 'dynamodb:PutItem', arn('dynamodb', 'table/Carts')],
      [app, 's3:GetObject', 'arn:aws:s3:::assets/logo.svg'],
      [app, 'kms:Decrypt', key.arn as `arn:${string}`],
      [starter, 'ecr:GetAuthorizationToken', '*'],
      [starter, 'ecr:BatchGetImage', arn('ecr', 'repository/web')],
      [starter, 'logs:PutLogEvents', arn('logs', 'log-group:/ecs/web:log-stream:x')],
      [starter, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:db-AbCdEf')],
    ],
    refused: [
      [app, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:db-AbCdEf')],
      [app, 'ecr:BatchGetImage', arn('ecr', 'repository/web')],
      [app, 's3:PutObject', 'arn:aws:s3:::assets/logo.svg'],
      [app, 'dynamodb:PutItem', arn('dynamodb', 'table/Orders')],
      [app, 'kms:Encrypt', key.arn as `arn:${string}`],
      [starter, 'ecr:PutImage', arn('ecr', 'repository/web')],
      [starter, 'ecr:BatchGetImage', arn('ecr', 'repository/api')],
      [starter, 'dynamodb:PutItem', arn('dynamodb', 'table/Carts')],
      [starter, 's3:GetObject', 'arn:aws:s3:::assets/logo.svg'],
    ],
  };
}

function sharedBucket(): Example {
  const [ours, theirs] = [stackOf('reports'), stackOf('reader', partner)];
  const reader = new Role(theirs, 'Reader', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new Role(theirs, 'Neighbour', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new Bucket(ours, 'reports').grantRead(reader, '2026/*');
  return {
    name: 'shared-bucket',
    stacks: [theirs, ours],
    allowed: [['Reader', 's3:GetObject', 'arn:aws:s3:::reports/2026/may.csv'], ['Reader', 's3:ListBucket', 'arn:aws:s3:::reports']],
    refused: [
      ['Reader', 's3:GetObject', 'arn:aws:s3:::reports/2025/may.csv'],
      ['Reader', 's3:PutObject', 'arn:aws:s3:::reports/2026/may.csv'],
      ['Reader', 's3:GetObject', 'arn:aws:s3:::invoices/2026/may.csv'],
      ['Neighbour', 's3:GetObject', 'arn:aws:s3:::reports/2026/may.csv'],
    ],
  };
}

/** The examples of the documentation. */
export const examples: readonly Example[] = [tableRead(), queueSend(), bucketRead(), secretRead(), ecsService(), sharedBucket()];
