import { posix } from 'node:path';
import type { NaiveRequest } from './naive-upstream.ts';

/** What a server takes a request for. */
export interface Understood {
  readonly operation: string;
  /** Names of what it is about, as the API calls them. */
  readonly names: Readonly<Record<string, string>>;
}

/** Everything that servers of the kinds there are could take a request for: those that decode a path before they divide it and those
 * that do not, those that normalise it, those on URLs of the web, those that know path parameters, those that take a plus for a
 * space; those that count the first of two members, and those that count the last. Written from the services' models, and from
 * nothing of the gate's. */
export function readingsOf(request: NaiveRequest): readonly Understood[] {
  const target = header(request, 'x-amz-target');
  const isLambda = header(request, 'authorization')?.includes('/lambda/aws4_request') === true;
  const readings = target !== undefined ? jsonReadings(target, request.body) : isLambda ? lambdaReadings(request) : s3Readings(request);
  return [...new Map(readings.map((each) => [JSON.stringify(each), each])).values()];
}

const header = ({ headers }: NaiveRequest, name: string): string | undefined => headers.find(([each]) => each === name)?.[1];
const unreadable: Understood = { operation: 'unreadable', names: {} };

function jsonReadings(target: string, body: string): readonly Understood[] {
  const operation = target.slice(target.indexOf('.') + 1);
  const text = Buffer.from(body, 'latin1').toString('utf8');
  try {
    const { TableName } = JSON.parse(text) as { TableName?: unknown };
    const first = /"TableName"\s*:\s*"([^"\\]*)"/.exec(text)?.[1];
    return [TableName, first ?? TableName].map((name) => ({ operation, names: { TableName: String(name) } }));
  } catch {
    return [unreadable];
  }
}

type Paths = (path: string) => string;

const ofTheWeb = (path: string): string => {
  const { host, pathname } = new URL(path, 'http://upstream');
  return host === 'upstream' ? pathname : `/${host}${pathname}`;
};
/** How servers read a path before they divide it. */
const manners: readonly Paths[] = [
  (path) => path,
  decodeURIComponent,
  (path) => ofTheWeb(path),
  (path) => ofTheWeb(decodeURIComponent(path).replaceAll(/[%?#]|[^\x21-\x7e]/gu, encodeURIComponent)),
  (path) => posix.normalize(decodeURIComponent(path)),
  (path) => posix.normalize(decodeURIComponent(path).replaceAll('\\', '/')),
  (path) => path.replaceAll(/;[^/]*/g, ''),
  (path) => path.replaceAll('+', ' '),
  (path) => path.replaceAll(/\/{2,}/g, '/'),
];
const decodesFirst = new Set([1, 4, 5]);

function s3Readings(request: NaiveRequest): readonly Understood[] {
  const mark = request.target.indexOf('?');
  const path = mark < 0 ? request.target : request.target.slice(0, mark);
  const queries = [request.target.slice(path.length + 1)].flatMap((query) => [query, query.replaceAll(';', '&')]).map((query) => new URLSearchParams(query));
  return manners.flatMap((manner, index) =>
    queries.map((query) => {
      try {
        const [, bucket = '', key = ''] = /^\/?([^/]*)\/?([^]*)$/.exec(manner(path)) ?? [];
        const decode = decodesFirst.has(index) ? (text: string) => text : decodeURIComponent;
        return s3Call(request, decode(bucket), decode(key), query);
      } catch {
        return unreadable;
      }
    }),
  );
}

const functionOperations: Readonly<Record<string, string>> = { 'GET ': 'GetFunction', 'DELETE ': 'DeleteFunction', 'POST invocations': 'Invoke', 'GET policy': 'GetPolicy', 'POST policy': 'AddPermission', 'GET configuration': 'GetFunctionConfiguration', 'PUT configuration': 'UpdateFunctionConfiguration', 'PUT code': 'UpdateFunctionCode' };

function lambdaReadings({ method, target }: NaiveRequest): readonly Understood[] {
  const [path = '', query = ''] = target.split('?');
  const Qualifier = new URLSearchParams(query).get('Qualifier');
  return manners.map((manner, index) => {
    try {
      const decode = decodesFirst.has(index) ? (text: string) => text : decodeURIComponent;
      const [, version, kind, name = '', rest = '', ...more] = manner(path).replace(/\/$/, '').split('/').map(decode);
      const operation = version === '2015-03-31' && kind === 'functions' && more.length === 0 ? functionOperations[`${method} ${rest}`] : undefined;
      return operation === undefined || name === '' ? { operation: `${method} something else`, names: {} } : { operation, names: { FunctionName: name, ...(Qualifier === null ? {} : { Qualifier }) } };
    } catch {
      return unreadable;
    }
  });
}

const common = { acl: 'Acl', tagging: 'Tagging' } as const;
const onObject = { ...common, 'legal-hold': 'LegalHold', retention: 'Retention', attributes: 'Attributes', torrent: 'Torrent', annotation: 'Annotation' } as const;
const onBucket = { ...common, policy: 'Policy', versioning: 'Versioning', cors: 'Cors', website: 'Website', lifecycle: 'LifecycleConfiguration', location: 'Location', logging: 'Logging', encryption: 'Encryption', policyStatus: 'PolicyStatus' } as const;
const others = ['uploads', 'uploadId', 'partNumber', 'versions', 'delete', 'restore', 'select', 'renameObject'] as const;
const verbs: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete', HEAD: 'Head' };

function s3Call(request: NaiveRequest, Bucket: string, Key: string, query: URLSearchParams): Understood {
  const asked = new Set([...query.keys()].map((name) => name.toLowerCase()));
  const known: readonly [string, string][] = Object.entries(Key === '' ? onBucket : onObject);
  const subresources = [...known.map(([name]) => name), ...others].filter((name) => asked.has(name.toLowerCase()));
  const names = { ...(Bucket === '' ? {} : { Bucket }), ...(Key === '' ? {} : { Key }), ...(asked.has('versionid') ? { VersionId: query.get('versionId') ?? '' } : {}) };
  const copied = header(request, 'x-amz-copy-source');
  const verb = verbs[request.method] ?? request.method;
  // A server may know any one of several.
  if (subresources.length > 1) return { operation: `one of ${subresources.join()}`, names };
  const [subresource] = subresources;
  const suffix = known.find(([name]) => name === subresource)?.[1];
  if (suffix !== undefined) return { operation: `${verb}${Key === '' ? 'Bucket' : 'Object'}${suffix}`, names };
  if (subresource !== undefined) return { operation: `${verb} ${subresource}`, names };
  if (Bucket === '') return { operation: `${verb} buckets`, names };
  if (Key === '') return { operation: request.method === 'GET' ? (query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects') : `${verb}Bucket`, names };
  if (copied !== undefined) return { operation: 'CopyObject', names: { ...names, CopySource: copied } };
  return { operation: `${verb}Object`, names };
}
