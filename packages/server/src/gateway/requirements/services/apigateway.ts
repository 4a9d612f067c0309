import { findService, findServiceRoutes } from '@assent/catalog';
import { percentEncode } from '../../../wire/percent-encoding.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Resource, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { patchedValues, requestKeys } from './apigateway-keys.ts';

/** API Gateway's control plane: its actions are the methods of HTTP, and its resources the paths that they are sent to. */
const byMethod =
  (method: string, template: string): Rule =>
  (view) => {
    const arn = `arn:${view.facts.partition}:apigateway:${view.call.region}::${pathOf(view, template)}`;
    const { keys, unknown } = requestKeys(view);
    return [view.need(`apigateway:${method}`, arn, keys, unknown), ...sensitive(view, arn), ...passedRoles(view), ...tagging(view, method)];
  };

/** What has an action of its own has its account in its ARN. A collection is all that is in it. */
const byAction =
  (actions: readonly string[], method: string, template: string): Rule =>
  (view) => {
    const path = pathOf(view, template).replace(/\/(?:publish|preview|sharingpolicy)$/, '');
    const arn = `arn:${view.facts.partition}:apigateway:${view.call.region}:${view.facts.account}:${path}`;
    const { keys, unknown } = requestKeys(view);
    const isCollection = !/\}(?:\/(?:publish|preview|sharingpolicy))?$/.test(template);
    if (isCollection && method === 'POST') return actions.map((action) => view.needNew(action, `${arn}/*`, keys, unknown));
    const resource: Resource = isCollection ? view.partly(`${arn}/`, '*') : arn;
    return actions.map((action) => view.need(action, resource, keys, unknown));
  };

/** The path as it is sent, without its query; IAM knows no `/v2` before it. The ARN in the path of tags stays encoded, as policies name it. */
function pathOf(view: CallView, template: string): string {
  const path = (template.split('?')[0] ?? '').replace(/^\/v2\//, '/');
  const members = new Map(findServiceRoutes(view.call.service)?.get(view.call.operation)?.input?.members.map(({ wireName, name }) => [wireName, name]));
  return path.replaceAll(/\{([^}+]+)\+?\}/g, (_, label: string) => {
    const value = view.parameters[members.get(label) ?? label];
    if (typeof value !== 'string' && typeof value !== 'number') throw new IncompleteCallError(view.call, label);
    return percentEncode(String(value));
  });
}

/** Policies of APIs, and certificates of domains that tell clients, are rights of their own. */
function sensitive(view: CallView, arn: string): readonly CallRequirement[] {
  const { operation } = view.call;
  const patches = (beginning: string): boolean => view.views('patchOperations').some((change) => change.optional('path')?.startsWith(beginning) === true);
  const setsPolicy = /RestApi$/.test(operation) && (view.has('policy') || view.has('body') || patches('/policy'));
  const setsTls = /^(?:Create|Update)DomainName$/.test(operation) && (view.has('mutualTlsAuthentication') || view.has('MutualTlsAuthentication') || patches('/mutualTlsAuthentication'));
  const actions = [...(setsPolicy ? ['UpdateRestApiPolicy'] : []), ...(setsTls ? ['AddCertificateToDomain', 'RemoveCertificateFromDomain'].slice(0, operation === 'CreateDomainName' ? 1 : 2) : [])];
  return actions.map((action) => view.need(`apigateway:${action}`, arn));
}

/** Roles that API Gateway calls others or logs with. */
function passedRoles(view: CallView): readonly CallRequirement[] {
  const members = ['credentials', 'authorizerCredentials', 'CredentialsArn', 'AuthorizerCredentialsArn'].flatMap((name) => view.optional(name) ?? []);
  const patched = ['/credentials', '/authorizerCredentials', '/cloudwatchRoleArn'].flatMap((path) => patchedValues(view, path));
  // `arn:aws:iam::*:user/*` stands for the caller's own rights.
  return [...members, ...patched].filter((arn) => /^arn:[^:]+:iam::\d{12}:role\//.test(arn)).map((arn) => view.passRole(arn, 'apigateway.amazonaws.com'));
}

/** Tags at creation take the right to write tags. */
function tagging(view: CallView, method: string): readonly CallRequirement[] {
  const tags = view.parameters['tags'] ?? view.parameters['Tags'];
  if (method !== 'POST' || tags === undefined || view.call.operation === 'TagResource') return [];
  return [view.needNew('apigateway:PUT', `arn:${view.facts.partition}:apigateway:${view.call.region}::/tags/*`, requestTagKeys(tags))];
}

/** A routing rule that is put is made or changed: nobody here knows which. */
const actionsOf = (operation: string): readonly string[] => (operation === 'PutRoutingRule' ? ['CreateRoutingRule', 'UpdateRoutingRule'] : findService('apigateway')?.action(operation) ? [operation] : []);

function tableOf(service: string): ServiceTable {
  return Object.fromEntries(
    Array.from(findServiceRoutes(service)?.values() ?? [], ({ name, method, template }) => {
      const actions = actionsOf(name);
      return [name, actions.length > 0 ? byAction(actions, method, template) : byMethod(method, template)];
    }),
  );
}

/** Who has a private domain name gives access to it, and takes it back. */
const onDomain = (view: CallView, action: string): CallRequirement => view.need(`apigateway:${action}`, view.text('domainNameArn'));
const associations = (view: CallView): string => `arn:${view.facts.partition}:apigateway:${view.call.region}:${view.facts.account}:/domainnameaccessassociations`;

/** Associations of private domain names have their account in their ARNs. */
const byAssociation: ServiceTable = {
  CreateDomainNameAccessAssociation: (view) => {
    const { keys, unknown } = requestKeys(view);
    return [view.needNew('apigateway:POST', associations(view), keys, unknown), onDomain(view, 'CreateAccessAssociation'), ...tagging(view, 'POST')];
  },
  GetDomainNameAccessAssociations: (view) => [view.need('apigateway:GET', associations(view))],
  DeleteDomainNameAccessAssociation: (view) => [view.need('apigateway:DELETE', view.text('domainNameAccessAssociationArn'))],
  RejectDomainNameAccessAssociation: (view) => [onDomain(view, 'RejectAccessAssociation')],
};

export const apigateway: ServiceTable = { ...tableOf('apigateway'), ...byAssociation };
export const apigatewayv2: ServiceTable = tableOf('apigatewayv2');
