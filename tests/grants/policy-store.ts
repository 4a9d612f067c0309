import type { ServerResponse } from 'node:http';
import type { Received } from '../gateway/upstream-server.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Policies of resources as their services keep them, behind their wire protocols: only what reads, writes and removes one, and
 * what makes keys and functions, whose policies the gate knows from their beginning. By service and name. */
export class PolicyStore {
  readonly policies = new Map<string, string>();
  /** Calls that changed something. */
  readonly writes: string[] = [];

  set(key: string, policy: object): void {
    this.policies.set(key, JSON.stringify(policy));
  }

  /** The statements of a policy. */
  statements(key: string): readonly Fields[] {
    const text = this.policies.get(key);
    return text === undefined ? [] : (JSON.parse(text) as { Statement: readonly Fields[] }).Statement;
  }

  answer = (request: Received, response: ServerResponse): void => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const url = new URL(request.target, 'http://localhost');
    if (target !== '') this.#json(target, JSON.parse(request.body.toString()) as Fields, response);
    else if (url.pathname.startsWith('/2015-03-31/functions')) this.#lambda(request, url, response);
    else if (url.pathname.startsWith('/restapis/')) this.#restApi(request, url, response);
    else if (url.searchParams.has('policy')) this.#bucket(request, url, response);
    else this.#topic(new URLSearchParams(request.body.toString()), response);
  };

  #put(key: string, text: unknown): void {
    this.writes.push(key);
    if (typeof text === 'string' && text !== '') this.policies.set(key, text);
    else this.policies.delete(key);
  }

  #json(target: string, input: Fields, response: ServerResponse): void {
    const operation = target.split('.').at(-1) ?? '';
    const send = (body: object): void => void response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(body));
    const fail = (name: string): void => {
      response.statusCode = 400;
      send({ __type: name, message: 'there is none' });
    };
    const name = String(input['QueueUrl'] ?? input['KeyId'] ?? input['SecretId'] ?? input['ResourceArn'] ?? input['ResourceARN'] ?? input['Name'] ?? input['EventBusName'] ?? input['repositoryName'] ?? input['policyName'] ?? '').replace(/^.*\/(?=[^/]+$)/, (path) => (input['QueueUrl'] === undefined ? path : ''));
    const key = (service: string): string => `${service} ${name}`;
    const read = (service: string, absent: string, member: string): void => {
      const text = this.policies.get(key(service));
      if (text === undefined && absent !== '') fail(absent);
      else send(text === undefined ? {} : { [member]: text });
    };
    const write = (service: string, text: unknown): void => {
      this.#put(key(service), text);
      // A secret says what it is.
      send(service !== 'secretsmanager' ? {} : { ARN: name.startsWith('arn:') ? name : `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${name}-AbCdEf`, Name: name.replace(/^arn:.*:secret:/, '').replace(/-\w{6}$/, '') });
    };
    switch (`${target.split(/[_.]/)[0]} ${operation}`) {
      case 'AmazonSQS GetQueueUrl':
        return send({ QueueUrl: `http://queues/${String(input['QueueOwnerAWSAccountId'])}/${String(input['QueueName'])}` });
      case 'AmazonSQS GetQueueAttributes':
        return send({ Attributes: this.policies.has(key('sqs')) ? { Policy: this.policies.get(key('sqs')) } : {} });
      case 'AmazonSQS SetQueueAttributes':
        return write('sqs', (input['Attributes'] as { Policy: string }).Policy);
      case 'TrentService CreateKey':
        // A key's id is what the call describes it as.
        return send({ KeyMetadata: { KeyId: input['Description'], Arn: `arn:aws:kms:eu-central-1:123456789012:key/${String(input['Description'])}`, AWSAccountId: '123456789012' } });
      case 'TrentService GetKeyPolicy':
        return read('kms', 'NotFoundException', 'Policy');
      case 'TrentService PutKeyPolicy':
        return write('kms', input['Policy']);
      case 'secretsmanager GetResourcePolicy':
        return read('secretsmanager', '', 'ResourcePolicy');
      case 'secretsmanager PutResourcePolicy':
        return write('secretsmanager', input['ResourcePolicy']);
      case 'secretsmanager DeleteResourcePolicy':
        return write('secretsmanager', undefined);
      case 'DynamoDB GetResourcePolicy':
        return read('dynamodb', 'PolicyNotFoundException', 'Policy');
      case 'DynamoDB PutResourcePolicy':
        return write('dynamodb', input['Policy']);
      case 'DynamoDB DeleteResourcePolicy':
        return write('dynamodb', undefined);
      case 'Kinesis GetResourcePolicy':
        return read('kinesis', 'ResourceNotFoundException', 'Policy');
      case 'Kinesis PutResourcePolicy':
        return write('kinesis', input['Policy']);
      case 'Kinesis DeleteResourcePolicy':
        return write('kinesis', undefined);
      case 'AWSEvents DescribeEventBus':
        return read('events', '', 'Policy');
      case 'AWSEvents PutPermission':
        return write('events', input['Policy']);
      case 'AWSEvents RemovePermission':
        return write('events', undefined);
      case 'AmazonEC2ContainerRegistry GetRepositoryPolicy':
        return read('ecr', 'RepositoryPolicyNotFoundException', 'policyText');
      case 'AmazonEC2ContainerRegistry SetRepositoryPolicy':
        return write('ecr', input['policyText']);
      case 'AmazonEC2ContainerRegistry DeleteRepositoryPolicy':
        return write('ecr', undefined);
      case 'Logs DescribeResourcePolicies':
        return send({ resourcePolicies: [...this.policies].filter(([each]) => each.startsWith('logs ')).map(([each, policyDocument]) => ({ policyName: each.slice(5), policyDocument })) });
      case 'Logs PutResourcePolicy':
        return write('logs', input['policyDocument']);
      case 'Logs DeleteResourcePolicy':
        return write('logs', undefined);
      default:
        return fail('UnknownOperationException');
    }
  }

  #bucket({ method, body }: Received, url: URL, response: ServerResponse): void {
    const key = `s3 ${url.pathname.slice(1).replace(/\/$/, '')}`;
    if (method === 'GET') {
      const text = this.policies.get(key);
      if (text === undefined) response.statusCode = 404;
      response.end(text ?? '<Error><Code>NoSuchBucketPolicy</Code><Message>The bucket policy does not exist</Message></Error>');
      return;
    }
    this.#put(key, method === 'PUT' ? body.toString() : undefined);
    response.writeHead(204).end();
  }

  #topic(form: URLSearchParams, response: ServerResponse): void {
    const key = `sns ${form.get('TopicArn')?.split(':').at(-1) ?? ''}`;
    const action = form.get('Action') ?? '';
    const text = this.policies.get(key);
    const escaped = text?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    if (action === 'SetTopicAttributes') this.#put(key, form.get('AttributeValue'));
    const attributes = escaped === undefined ? '' : `<entry><key>Policy</key><value>${escaped}</value></entry>`;
    const result = action === 'GetTopicAttributes' ? `<GetTopicAttributesResult><Attributes>${attributes}</Attributes></GetTopicAttributesResult>` : '';
    response.setHeader('content-type', 'text/xml').end(`<${action}Response>${result}<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`);
  }

  /** Lambda writes a permission as a statement of its own. */
  #lambda({ method, body }: Received, url: URL, response: ServerResponse): void {
    const [, , , name = '', , sid] = url.pathname.split('/').map(decodeURIComponent);
    const version = url.searchParams.get('Qualifier');
    const key = `lambda ${name}${version === null ? '' : `:${version}`}`;
    const there = this.statements(key);
    response.setHeader('content-type', 'application/json');
    const arnOf = (it: string): string => `arn:aws:lambda:eu-central-1:123456789012:function:${it}`;
    if (name === '') {
      const { FunctionName } = JSON.parse(body.toString()) as { FunctionName: string };
      return void response.writeHead(201).end(JSON.stringify({ FunctionName, FunctionArn: arnOf(FunctionName) }));
    }
    if (url.pathname.endsWith('/aliases')) {
      const { Name, FunctionVersion } = JSON.parse(body.toString()) as { Name: string; FunctionVersion: string };
      return void response.writeHead(201).end(JSON.stringify({ Name, FunctionVersion, AliasArn: `${arnOf(name)}:${Name}` }));
    }
    if (method === 'GET') {
      if (there.length > 0) return void response.end(JSON.stringify({ Policy: this.policies.get(key) }));
      response.statusCode = 404;
      return void response.setHeader('x-amzn-errortype', 'ResourceNotFoundException').end('{"Message":"no policy"}');
    }
    const { StatementId, Action, Principal, SourceArn, SourceAccount } = (method === 'POST' ? JSON.parse(body.toString()) : {}) as Readonly<Record<string, string>>;
    const condition = { ...(SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': SourceArn } }), ...(SourceAccount === undefined ? {} : { StringEquals: { 'AWS:SourceAccount': SourceAccount } }) };
    const added = { Sid: StatementId, Effect: 'Allow', Principal: Principal?.includes('.') === true ? { Service: Principal } : { AWS: Principal }, Action, Resource: arnOf(key.slice(7)), Condition: condition };
    const next = method === 'POST' ? [...there, added] : there.filter(({ Sid }) => Sid !== sid);
    this.#put(key, next.length === 0 ? '' : JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: next }));
    if (method === 'POST') response.writeHead(201).end(JSON.stringify({ Statement: JSON.stringify(added) }));
    else response.writeHead(204).end();
  }

  /** API Gateway answers a policy with its quotation marks escaped. */
  #restApi({ method, body }: Received, url: URL, response: ServerResponse): void {
    const key = `execute-api ${url.pathname.split('/')[2] ?? ''}`;
    if (method === 'PATCH') this.#put(key, (JSON.parse(body.toString()) as { patchOperations: { value: string }[] }).patchOperations[0]?.value);
    const text = this.policies.get(key);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(text === undefined ? {} : { policy: JSON.stringify(text).slice(1, -1) }));
  }
}
