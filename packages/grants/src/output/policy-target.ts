import { GrantError } from '../grant-error.ts';

/** What a resource policy hangs on. */
export interface PolicyTarget {
  readonly kind: PolicyTargetKind;
  readonly arn: string;
  /** As its service's calls name it: the name of a bucket, the id of a key. */
  readonly name: string;
  /** The same in words. */
  readonly label: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The kinds of resources whose policies are written here. */
export type PolicyTargetKind = keyof typeof beginnings;

/** What the last part of an ARN begins with, by service; the name comes behind it. */
const beginnings = {
  s3: '',
  sqs: '',
  sns: '',
  'execute-api': '',
  kms: 'key/',
  lambda: 'function:',
  dynamodb: 'table/',
  events: 'event-bus/',
  kinesis: 'stream/',
  ecr: 'repository/',
  elasticfilesystem: 'file-system/',
  es: 'domain/',
  backup: 'backup-vault:',
  secretsmanager: 'secret:',
  logs: 'log-group:',
} as const;

const isKind = (service: string): service is PolicyTargetKind => Object.hasOwn(beginnings, service);

/** Reads what a policy hangs on from the ARN of the resource.
 * @throws GrantError `unknown-target`, `invalid-name` */
export function policyTarget(arn: string): PolicyTarget {
  const [, partition = '', kind = '', region = '', account = '', ...rest] = arn.split(':');
  const last = rest.join(':');
  if (!isKind(kind) || !last.startsWith(beginnings[kind])) {
    throw new GrantError('unknown-target', `how the policy of \`${arn}\` is written is not known: take it from \`toIamJson\`, and put it there yourself`);
  }
  const label = last.slice(beginnings[kind].length);
  const target = { kind, arn, partition, region, account, name: label, label };
  if (kind === 'secretsmanager') return secret(target);
  if (kind === 'logs') return { ...target, name: label.replace(/:\*$/, ''), label: label.replace(/:\*$/, '') };
  if (/[*?]/.test(arn)) throw new GrantError('invalid-name', `the policy of \`${arn}\` hangs on one resource, whose whole ARN is needed: give it where the resource is made`);
  return target;
}

/** A secret is called by its ARN where that is known, and by its name where the six characters behind it are not. */
const secret = (target: PolicyTarget): PolicyTarget => ({ ...target, name: target.name.endsWith('-??????') ? target.name.slice(0, -7) : target.arn });

/** The domain that a partition's services are in. */
export const domainSuffix = (partition: string): string => (partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com');

/** The URL that SQS calls a queue by. */
export const queueUrl = ({ partition, region, account, name }: PolicyTarget): string => `https://sqs.${region}.${domainSuffix(partition)}/${account}/${name}`;
