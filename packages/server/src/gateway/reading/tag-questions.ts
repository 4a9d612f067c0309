import { parseArn } from '@assent/policy';
import type { Arn } from '@assent/policy';
import type { AnswerView } from './answer-view.ts';
import { AnswerError, ifThere } from './reading-error.ts';
import { isTaggable } from './taggable.ts';
import type { UpstreamClient } from './upstream-client.ts';

export type Tags = Readonly<Record<string, string>>;

/** What is asked of: an ARN taken apart, and the version of an object where one is meant. */
interface Subject extends Arn {
  readonly arn: string;
  readonly version: string | undefined;
}

/** Asks for all tags of a resource; `undefined` where a service does not tell. */
type TagQuestion = (client: UpstreamClient, subject: Subject) => Promise<Tags | undefined>;

const tagsIn = (views: readonly AnswerView[], key = 'Key', value = 'Value'): Tags => Object.fromEntries(views.map((tag) => [tag.text(key), tag.optional(value) ?? '']));

async function allTags(pages: AsyncIterable<AnswerView>, member: string, key = 'Key', value = 'Value'): Promise<Tags> {
  const tags: Record<string, string> = {};
  for await (const page of pages) Object.assign(tags, tagsIn(page.views(member), key, value));
  return tags;
}

/** What stands behind `kind` in the resource of an ARN: `orders` of `table/orders`. */
function nameBehind({ resource }: Subject, kind: RegExp): string | undefined {
  const match = kind.exec(resource);
  return match ? resource.slice(match[0].length) : undefined;
}

const ofS3: TagQuestion = async (client, { resource, version }) => {
  const slash = resource.indexOf('/');
  const set = slash < 0 ? client.ask('s3', 'GetBucketTagging', { Bucket: resource }) : client.ask('s3', 'GetObjectTagging', { Bucket: resource.slice(0, slash), Key: resource.slice(slash + 1), VersionId: version });
  // What is not there has no tags, which is what a call for it is decided with.
  const answer = await ifThere(set, 'NoSuchTagSet', 'NoSuchTagSetError', 'NoSuchKey', 'NoSuchVersion', 'NoSuchBucket');
  return answer ? tagsIn(answer.views('TagSet')) : {};
};

const ofDynamodb: TagQuestion = async (client, { arn }) => {
  // Indexes and streams have the tags of their table.
  const table = /^(arn:[^:]*:dynamodb:[^:]*:\d{12}:table\/[^/]+)(?:\/(?:index|stream)\/[^/]+)?$/.exec(arn)?.[1];
  return table === undefined ? undefined : allTags(client.pages('dynamodb', 'ListTagsOfResource', 'NextToken', 'NextToken', { ResourceArn: table }), 'Tags');
};

const ofSqs: TagQuestion = async (client, { resource }) => {
  const url = (await client.ask('sqs', 'GetQueueUrl', { QueueName: resource })).text('QueueUrl');
  return (await client.ask('sqs', 'ListQueueTags', { QueueUrl: url })).record('Tags');
};

const ofKms: TagQuestion = async (client, subject) => {
  const key = nameBehind(subject, /^key\//);
  return key === undefined ? undefined : allTags(client.pages('kms', 'ListResourceTags', 'Marker', 'NextMarker', { KeyId: key }), 'Tags', 'TagKey', 'TagValue');
};

const ofSecret: TagQuestion = async (client, subject) => {
  const name = nameBehind(subject, /^secret:/);
  if (name === undefined) return undefined;
  // Six question marks stand for an end that is not known.
  return tagsIn((await client.ask('secretsmanager', 'DescribeSecret', { SecretId: name.endsWith('-??????') ? name.slice(0, -7) : subject.arn })).views('Tags'));
};

const ofSsm: TagQuestion = async (client, subject) => {
  const parameter = nameBehind(subject, /^parameter\//);
  const id = parameter === undefined ? nameBehind(subject, /^document\//) : parameter.includes('/') ? `/${parameter}` : parameter;
  if (id === undefined) return undefined;
  return tagsIn((await client.ask('ssm', 'ListTagsForResource', { ResourceType: parameter === undefined ? 'Document' : 'Parameter', ResourceId: id })).views('TagList'));
};

const ofLambda: TagQuestion = async (client, { arn }) => {
  // Versions and aliases have the tags of their function.
  const own = /^(arn:[^:]*:lambda:[^:]*:\d{12}:(?:function|event-source-mapping|code-signing-config):[^:]+)(?::[^:]+)?$/.exec(arn)?.[1];
  return own === undefined ? undefined : (await client.ask('lambda', 'ListTags', { Resource: own })).record('Tags');
};

const ofLogs: TagQuestion = async (client, { arn }) => {
  const group = /^(arn:[^:]*:logs:[^:]*:\d{12}:log-group:[^:]+)(?::.*)?$/.exec(arn)?.[1];
  return group === undefined ? undefined : (await client.ask('logs', 'ListTagsForResource', { resourceArn: group })).record('tags');
};

const ofKinesis: TagQuestion = async (client, subject) => {
  const stream = nameBehind(subject, /^stream\//);
  if (stream === undefined || stream.includes('/')) return undefined;
  const answer = await client.ask('kinesis', 'ListTagsForStream', { StreamName: stream });
  if (answer.truth('HasMoreTags')) throw new AnswerError('the answer has not all tags of a stream');
  return tagsIn(answer.views('Tags'));
};

const ofEc2: TagQuestion = async (client, { resource }) => {
  const id = /^[a-z-]+\/([a-z][a-z0-9-]*-[0-9a-f]{8,32})$/.exec(resource)?.[1];
  return id === undefined ? undefined : allTags(client.pages('ec2', 'DescribeTags', 'NextToken', 'nextToken', { Filters: [{ Name: 'resource-id', Values: [id] }] }), 'tagSet', 'key', 'value');
};

const ofStack: TagQuestion = async (client, { arn, resource }) => {
  // An asterisk stands for an id that is not known.
  const name = /^stack\/([^/*]+)\/(\*?)/.exec(resource);
  if (!name) return undefined;
  const [stack] = (await client.ask('cloudformation', 'DescribeStacks', { StackName: name[2] === '*' ? name[1] : arn })).views('Stacks');
  return stack && tagsIn(stack.views('Tags'));
};

const ofMachine: TagQuestion = async (client, { arn }) => {
  // Versions, aliases and executions have the tags of their machine.
  const [, head, name] = /^(arn:[^:]*:states:[^:]*:\d{12}:)(?:stateMachine|execution):([^:]+)/.exec(arn) ?? [];
  return listed('stepfunctions', 'resourceArn', 'tags', 'key', 'value')(client, name === undefined ? arn : `${head}stateMachine:${name}`);
};

const ofEcs: TagQuestion = async (client, { arn, resource }) => {
  // An asterisk stands for the newest revision.
  const family = /^task-definition\/([^:*]+):\*$/.exec(resource)?.[1];
  if (family === undefined) return listed('ecs', 'resourceArn', 'tags', 'key', 'value')(client, arn);
  return tagsIn((await client.ask('ecs', 'DescribeTaskDefinition', { taskDefinition: family, include: ['TAGS'] })).views('tags'), 'key', 'value');
};

/** What an API or a domain has in it has its tags, and a stage some of its own. */
const ofApi: TagQuestion = async (client, { partition, region, resource }) => {
  const [, api, stage] = /^(\/[a-z]+\/[^/]+)(\/stages\/[^/]+)?(?:\/.*)?$/.exec(resource) ?? [];
  if (api === undefined) return {};
  const tags = async (path: string): Promise<Tags> => (await client.ask('apigateway', 'GetTags', { resourceArn: `arn:${partition}:apigateway:${region}::${path}` })).record('tags');
  return { ...(await tags(api)), ...(stage === undefined ? {} : await tags(`${api}${stage}`)) };
};

const listed =
  (service: string, parameter: string, member: string, key: string, value: string) =>
  async (client: UpstreamClient, arn: string): Promise<Tags> =>
    tagsIn((await client.ask(service, 'ListTagsForResource', { [parameter]: arn })).views(member), key, value);

const byArn =
  (ask: ReturnType<typeof listed>): TagQuestion =>
  (client, { arn }) =>
    ask(client, arn);

/** By the service that an ARN names. */
const questions: Readonly<Record<string, TagQuestion>> = {
  s3: ofS3,
  dynamodb: ofDynamodb,
  sqs: ofSqs,
  sns: byArn(listed('sns', 'ResourceArn', 'Tags', 'Key', 'Value')),
  kms: ofKms,
  secretsmanager: ofSecret,
  ssm: ofSsm,
  lambda: ofLambda,
  logs: ofLogs,
  kinesis: ofKinesis,
  ec2: ofEc2,
  cloudformation: ofStack,
  ecr: byArn(listed('ecr', 'resourceArn', 'tags', 'Key', 'Value')),
  events: byArn(listed('events', 'ResourceARN', 'Tags', 'Key', 'Value')),
  states: ofMachine,
  ecs: ofEcs,
  apigateway: ofApi,
};

/** Of everybody else: what a resource that has no tags is to it cannot be told from one that it does not know. */
const general: TagQuestion = async (client, { arn }) => {
  const found = (await client.ask('resourcegroupstaggingapi', 'GetResources', { ResourceARNList: [arn] })).views('ResourceTagMappingList').find((each) => each.text('ResourceARN') === arn);
  return found && tagsIn(found.views('Tags'));
};

/** The service whose upstream is asked for the tags of a resource. */
export const tagService = (service: string): string => (Object.hasOwn(questions, service) ? (service === 'states' ? 'stepfunctions' : service) : 'resourcegroupstaggingapi');

/** Forms of resources that name one of which not all is known. */
const partly = /^(?:secret:.+-\?{6}|stack\/[^/*]+\/\*|task-definition\/[^:*]+:\*)$/;

/** Asks an upstream for the tags of a resource. What names none in particular, and what has no tags by its kind, has none.
 * @param version of an object
 * @returns `undefined` where it cannot be told
 * @throws UpstreamRefusal, UpstreamSilence, AnswerError */
export async function askTags(client: UpstreamClient, arn: string, version?: string): Promise<Tags | undefined> {
  const parts = parseArn(arn);
  if (!parts) return {};
  // Keys of objects may have asterisks and question marks.
  const name = parts.service === 's3' ? (parts.resource.split('/', 1)[0] ?? '') : parts.resource;
  if ((/[*?]/.test(name) && !partly.test(name)) || !isTaggable(parts)) return {};
  const question = Object.hasOwn(questions, parts.service) ? questions[parts.service] : general;
  return question?.(client, { ...parts, arn, version });
}
