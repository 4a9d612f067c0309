import type { RoutedCall } from './routed-call.ts';

/** Services whose ARNs have no word for what they are of. */
const unnamed: Readonly<Record<string, string>> = { s3: 'bucket', sqs: 'queue', sns: 'topic' };

/** Whether a call makes the resource that an ARN names, rather than does something to what is there: `CreateTable` makes
 * `table/orders`, and `CreateAlias` does not make `function:app`. */
export function creates({ operation, parameters }: RoutedCall, arn: string): boolean {
  // What writes a parameter makes it, unless it may write over another one.
  const made = operation === 'PutParameter' && parameters['Overwrite'] !== true ? 'parameter' : /^(?:Create|Register)(.+)$/.exec(operation)?.[1];
  if (made === undefined) return false;
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  const kind = Object.hasOwn(unnamed, service) && !/[:/]/.test(resource) ? unnamed[service] : /^[^:/]+(?=[:/])/.exec(resource)?.[0];
  return kind !== undefined && plain(made) === plain(kind);
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
