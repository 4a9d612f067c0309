import { send } from '../server/send.ts';
import { signedRequest } from '../server/signed-request.ts';
import type { Key } from '../server/signed-request.ts';

const version = '2010-05-08';
const account = '123456789012';

const managed = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'ReadOrders', Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'], Resource: [`arn:aws:dynamodb:us-east-1:${account}:table/Orders`, `arn:aws:dynamodb:us-east-1:${account}:table/Orders/index/*`] },
    { Sid: 'Send', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: `arn:aws:sqs:us-east-1:${account}:orders` },
    { Sid: 'KeepTables', Effect: 'Deny', Action: ['dynamodb:DeleteTable', 'dynamodb:UpdateTable'], Resource: '*' },
  ],
};
const inline = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Photos', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::photos/*' },
    { Sid: 'List', Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::photos', Condition: { StringLike: { 's3:prefix': ['public/*', ''] } } },
    { Sid: 'Elsewhere', Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-central-1'] } } },
  ],
};

/** Makes a user as many are, with a managed policy and one of its own, and a key of its. */
export async function createCaller(root: Key, port: number): Promise<Key> {
  const iam = (form: Readonly<Record<string, string>>): Promise<string> => send(port, signedRequest(root, 'iam', port, { Version: version, ...form }));
  const UserName = 'bench';
  await iam({ Action: 'CreateUser', UserName });
  await iam({ Action: 'CreatePolicy', PolicyName: 'Orders', PolicyDocument: JSON.stringify(managed) });
  await iam({ Action: 'AttachUserPolicy', UserName, PolicyArn: `arn:aws:iam::${account}:policy/Orders` });
  await iam({ Action: 'PutUserPolicy', UserName, PolicyName: 'photos', PolicyDocument: JSON.stringify(inline) });
  const answer = await iam({ Action: 'CreateAccessKey', UserName });
  const read = (element: string): string => new RegExp(`<${element}>([^<]+)</${element}>`).exec(answer)?.[1] ?? '';
  return { id: read('AccessKeyId'), secret: read('SecretAccessKey') };
}
