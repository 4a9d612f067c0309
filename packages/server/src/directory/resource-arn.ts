/** What lies in something else: the ARN of the resource itself, at the end of what stands before the pattern's match. */
const within: Readonly<Record<string, RegExp>> = {
  s3: /^[^/]+(?=\/)/,
  dynamodb: /^(?:table|global-table)\/[^/]+(?=\/)/,
  lambda: /^function:[^:]+(?=:)/,
  logs: /^log-group:[^:]+(?=:)/,
  sns: /^[^:]+(?=:)/,
  kinesis: /^stream\/[^/]+(?=\/)/,
  apigateway: /^\/[^/]+\/[^/]+(?=\/)/,
};

/** The resource that an ARN lies in: the bucket of an object, the table of an index, the function of an alias. An ARN that
 * lies in nothing is its own. */
export function rootResource(arn: string): string {
  const { head, service, resource } = partsOf(arn);
  if (service === 'events') return `${head}${busOf(resource)}`;
  const taggedApi = service === 'apigateway' ? /^\/tags\/(arn%3A[A-Za-z0-9%._-]+)$/.exec(resource)?.[1] : undefined;
  if (taggedApi !== undefined) return rootResource(decodedArn(taggedApi));
  const root = Object.hasOwn(within, service) ? within[service]?.exec(resource)?.[0] : undefined;
  return root === undefined ? arn : `${head}${root}`;
}

/** Tags of API Gateway are a path of their own that ends in what has them, encoded. */
const decodedArn = (encoded: string): string => encoded.replaceAll('%3A', ':').replaceAll('%2F', '/');

/** Rules lie in a bus: `rule/NAME` in the default one. */
function busOf(resource: string): string {
  const rule = /^rule\/(?:([^/]+(?:\/[^/]+)*)\/)?[^/]+$/.exec(resource);
  return rule ? `event-bus/${rule[1] ?? 'default'}` : resource;
}

/** The resources whose policies decide about an ARN with the caller's own, each one's missing or not: of an object its
 * bucket's (R3.12), of a function exactly the version or alias that is addressed (R11.25), of a repository also its
 * registry's (R11.26). */
export function policyHolders(arn: string): readonly string[] {
  const { head, service, resource } = partsOf(arn);
  switch (service) {
    case 'lambda':
    case 'kinesis':
      return [arn];
    case 'dynamodb':
      // A stream has a policy of its own.
      return [resource.includes('/stream/') ? arn : rootResource(arn)];
    case 'ecr':
      return [arn, `${head}*`];
    default:
      return [rootResource(arn)];
  }
}

/** An ARN without its account: who owns it is another question. */
export function withoutAccount(arn: string): string {
  const parts = arn.split(':');
  return parts.length < 6 ? arn : [...parts.slice(0, 4), '', ...parts.slice(5)].join(':');
}

/** The account that an ARN names. */
export const accountIn = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];

/** An ARN with that account in it, where it has room for one. */
export function withAccount(arn: string, account: string | undefined): string {
  const parts = arn.split(':');
  return account === undefined || parts.length < 6 || parts[2] === 's3' ? arn : [...parts.slice(0, 4), account, ...parts.slice(5)].join(':');
}

/** The ARN by which a resource is meant where only its name is given: a secret's without the hyphen and the six characters that
 * the service adds to it, a stack's with any id; `undefined` for what has its name in its ARN. */
export function withoutSuffix(arn: string): string | undefined {
  const secret = /^(arn:[^:]*:secretsmanager:[^:]*:\d{12}:secret:.+)-[A-Za-z0-9]{6}$/.exec(arn)?.[1];
  if (secret !== undefined) return secret;
  const stack = /^(arn:[^:]*:cloudformation:[^:]*:\d{12}:stack\/[^/]+\/)[^/*]+$/.exec(arn)?.[1];
  return stack === undefined ? undefined : `${stack}*`;
}

function partsOf(arn: string): { readonly head: string; readonly service: string; readonly resource: string } {
  const match = /^(arn:[^:]*:([^:]*):[^:]*:[^:]*:)([^]*)$/.exec(arn);
  return { head: match?.[1] ?? '', service: match?.[2] ?? '', resource: match?.[3] ?? arn };
}
