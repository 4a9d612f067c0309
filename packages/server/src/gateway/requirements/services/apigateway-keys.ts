import type { Keys } from '../../../authorization/requirement.ts';
import type { CallView } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';

interface TellingKeys {
  readonly keys: Keys;
  readonly unknown: readonly string[];
}

/** What a call sets of an API, whatever its letter case in the two models. Absent members are absent keys. */
export function requestKeys(view: CallView): TellingKeys {
  const { operation } = view.call;
  const tags = requestTagKeys(view.parameters['tags'] ?? view.parameters['Tags'] ?? view.parameters['tagKeys'] ?? view.parameters['TagKeys']);
  // What a document or a portal sets is not read.
  if (view.has('body') || view.has('Body') || /Portal|ProductPage|EndpointPage|RoutingRule/.test(operation)) return { keys: tags, unknown: ['apigateway:Request/'] };
  if (view.has('patchOperations')) {
    const patched = patchKeys(view);
    return { keys: { ...patched.keys, ...tags }, unknown: patched.unknown };
  }
  const set = membersOf(view);
  return { keys: { ...set, ...tags }, unknown: operation === 'CreateRestApi' && set['apigateway:Request/EndpointType'] === undefined ? ['apigateway:Request/EndpointType'] : [] };
}

function membersOf(view: CallView): Keys {
  const { operation } = view.call;
  const either = (name: string): string | undefined => view.optional(name) ?? view.optional(name[0]?.toUpperCase() + name.slice(1));
  const inside = (name: string): CallView => view.at(view.parameters[name] ?? view.parameters[name[0]?.toUpperCase() + name.slice(1)]);
  const domains = view.views('DomainNameConfigurations');
  const list = (...values: readonly (string | undefined)[]): readonly string[] | undefined => {
    const there = values.filter((value) => value !== undefined);
    return there.length > 0 ? there : undefined;
  };
  const tls = inside('mutualTlsAuthentication');
  const logging = inside('accessLogSettings');
  const read = (one: CallView, name: string): string | undefined => one.optional(name) ?? one.optional(name[0]?.toUpperCase() + name.slice(1));
  const authorizer = /Authorizer$/.test(operation);
  return {
    'apigateway:Request/ApiName': /^(?:Create|Update)(?:Rest)?Api$/.test(operation) ? either('name') : undefined,
    'apigateway:Request/DisableExecuteApiEndpoint': either('disableExecuteApiEndpoint'),
    'apigateway:Request/EndpointType': list(...inside('endpointConfiguration').texts('types'), ...domains.map((domain) => domain.optional('EndpointType'))),
    'apigateway:Request/SecurityPolicy': list(either('securityPolicy'), ...domains.map((domain) => domain.optional('SecurityPolicy'))),
    'apigateway:Request/MtlsTrustStoreUri': read(tls, 'truststoreUri'),
    'apigateway:Request/MtlsTrustStoreVersion': read(tls, 'truststoreVersion'),
    'apigateway:Request/AuthorizerType': authorizer ? list(view.optional('type') ?? view.optional('AuthorizerType')) : undefined,
    'apigateway:Request/AuthorizerUri': authorizer ? list(either('authorizerUri')) : undefined,
    'apigateway:Request/ApiKeyRequired': list(either('apiKeyRequired')),
    'apigateway:Request/RouteAuthorizationType': list(either('authorizationType')),
    'apigateway:Request/AccessLoggingDestination': read(logging, 'destinationArn'),
    'apigateway:Request/AccessLoggingFormat': read(logging, 'format'),
    'apigateway:Request/StageName': /Deployment$/.test(operation) ? either('stageName') : undefined,
    'apigateway:Request/RoutingMode': either('routingMode'),
    'apigateway:Request/AccessAssociationSource': either('accessAssociationSource'),
    'apigateway:Request/DomainNameArn': /AccessAssociation$/.test(operation) ? either('domainNameArn') : undefined,
  };
}

/** Paths of updates by the key that tells of them; `undefined` for what no key tells of. */
const patched: Readonly<Record<string, readonly [key: string, list: boolean] | undefined>> = {
  '/disableExecuteApiEndpoint': ['DisableExecuteApiEndpoint', false],
  '/securityPolicy': ['SecurityPolicy', true],
  '/authorizerUri': ['AuthorizerUri', true],
  '/authorizationType': ['RouteAuthorizationType', true],
  '/apiKeyRequired': ['ApiKeyRequired', true],
  '/accessLogSettings/destinationArn': ['AccessLoggingDestination', false],
  '/accessLogSettings/format': ['AccessLoggingFormat', false],
  '/mutualTlsAuthentication/truststoreUri': ['MtlsTrustStoreUri', false],
  '/mutualTlsAuthentication/truststoreVersion': ['MtlsTrustStoreVersion', false],
  '/description': undefined,
};

function patchKeys(view: CallView): TellingKeys {
  const keys: Record<string, string | readonly string[]> = {};
  let unread = false;
  for (const change of view.views('patchOperations')) {
    const path = change.optional('path') ?? '';
    const value = change.optional('value');
    const found = path === '/name' && view.call.operation === 'UpdateRestApi' ? (['ApiName', false] as const) : Object.hasOwn(patched, path) ? patched[path] : 'unread';
    if (found === 'unread' || (found && value === undefined)) unread = true;
    else if (found && value !== undefined) keys[`apigateway:Request/${found[0]}`] = found[1] ? [value] : value;
  }
  return { keys, unknown: unread ? ['apigateway:Request/'] : [] };
}

/** Values that updates give to a path. */
export const patchedValues = (view: CallView, path: string): readonly string[] => view.views('patchOperations').flatMap((change) => (change.optional('path') === path ? (change.optional('value') ?? []) : []));
