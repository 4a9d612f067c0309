import { parseArn } from '@assent/policy';
import type { RoutedCall } from '../gateway/routed-call.ts';

type Named = Pick<RoutedCall, 'service' | 'operation' | 'protocol' | 'parameters'>;

/** The operation by which each service takes the policy of a resource, by the service in ARNs. */
const operations: Readonly<Record<string, (resource: string, arn: string, text: string, account: string) => Named>> = {
  s3: (Bucket, _arn, Policy) => ({ service: 's3', operation: 'PutBucketPolicy', protocol: 'rest-xml', parameters: { Bucket, Policy } }),
  sqs: (name, arn, Policy, account) => ({ service: 'sqs', operation: 'SetQueueAttributes', protocol: 'json', parameters: { QueueUrl: `https://sqs.${parseArn(arn)?.region ?? ''}.amazonaws.com/${account}/${name}`, Attributes: { Policy } } }),
  sns: (_name, TopicArn, AttributeValue) => ({ service: 'sns', operation: 'SetTopicAttributes', protocol: 'query', parameters: { TopicArn, AttributeName: 'Policy', AttributeValue } }),
  kms: (_key, KeyId, Policy) => ({ service: 'kms', operation: 'PutKeyPolicy', protocol: 'json', parameters: { KeyId, PolicyName: 'default', Policy } }),
  secretsmanager: (_secret, SecretId, ResourcePolicy) => ({ service: 'secretsmanager', operation: 'PutResourcePolicy', protocol: 'json', parameters: { SecretId, ResourcePolicy } }),
  ecr: (repository, _arn, policyText, registryId) => ({ service: 'ecr', operation: 'SetRepositoryPolicy', protocol: 'json', parameters: { registryId, repositoryName: repository.replace(/^repository\//, ''), policyText } }),
  dynamodb: (_table, ResourceArn, Policy) => ({ service: 'dynamodb', operation: 'PutResourcePolicy', protocol: 'json', parameters: { ResourceArn, Policy } }),
  events: (bus, _arn, Policy) => ({ service: 'events', operation: 'PutPermission', protocol: 'json', parameters: { EventBusName: bus.replace(/^event-bus\//, ''), Policy } }),
  kinesis: (_stream, ResourceARN, Policy) => ({ service: 'kinesis', operation: 'PutResourcePolicy', protocol: 'json', parameters: { ResourceARN, Policy } }),
  ssm: (_parameter, ResourceArn, Policy) => ({ service: 'ssm', operation: 'PutResourcePolicy', protocol: 'json', parameters: { ResourceArn, Policy } }),
};

/** The call by which the owner of a resource would give it a policy; `undefined` where there is none that takes it whole.
 * @param owner account */
export function settingCall(arn: string, owner: string, text: string): RoutedCall | undefined {
  const parts = parseArn(arn);
  const make = parts && Object.hasOwn(operations, parts.service) ? operations[parts.service] : undefined;
  if (!parts || !make) return undefined;
  return { actionPrefix: parts.service, region: parts.region === '' ? 'us-east-1' : parts.region, ...make(parts.resource, arn, text, owner) };
}
