import { AccountPrincipal, BackupVault, Bucket, Domain, EventBus, FileSystem, Key, LambdaFunction, LogGroup, Queue, Repository, RestApi, Role, Secret, ServicePrincipal, Stack, Stream, StreamConsumer, Table, Topic } from '@assent/grants';

export const account = '123456789012';
export const partner = '999999999999';
export const region = 'eu-central-1';

export const makeStack = (name = 'grants'): Stack => new Stack({ account, region, name });

/** A stack in which every kind of resource that has a policy grants something to another account. */
export function everyPolicy(): Stack {
  const stack = makeStack();
  const other = new AccountPrincipal(partner);
  const key = new Key(stack, '1234abcd-12ab-34cd-56ef-1234567890ab');
  key.grantDecrypt(other);
  new Bucket(stack, 'reports').grantRead(other);
  new Queue(stack, 'orders').grantSendMessages(other);
  new Topic(stack, 'news').grantPublish(other);
  new Secret(stack, 'db', { suffix: 'AbCdEf', encryptionKey: key }).grantRead(other);
  new Secret(stack, 'app/token', { encryptionKey: key }).grantRead(other);
  new Table(stack, 'Orders').grantWriteData(other);
  new EventBus(stack, 'main').grantPutEventsTo(other);
  const stream = new Stream(stack, 'clicks');
  stream.grantWrite(other);
  new StreamConsumer(stream, 'billing', '1700000000').grantRead(other);
  new Repository(stack, 'web').grantRead(other);
  new FileSystem(stack, 'fs-12345678').grantRead(other);
  new Domain(stack, 'logs').grantRead(other);
  new LogGroup(stack, '/aws/events/orders').grantWrite(new ServicePrincipal('events.amazonaws.com', { sourceAccount: account }));
  new BackupVault(stack, 'nightly').grant(other, 'backup:CopyIntoBackupVault');
  new RestApi(stack, 'a1b2c3').grantInvokeFromVpcEndpointsOnly(['vpce-1a2b3c4d']);
  const fn = new LambdaFunction(stack, 'resize');
  fn.grantInvoke(other);
  fn.version('prod').grantInvoke(other);
  const both = new Role(stack, 'Importer', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new Key(stack, '99999999-12ab-34cd-56ef-1234567890ab', { trustAccountIdentities: false }).grantDecrypt(both);
  return stack;
}
