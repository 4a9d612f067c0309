import { findServiceRoutes } from '@assent/catalog';
import { percentEncode } from '../../../wire/percent-encoding.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';

/** API Gateway's control plane: its actions are the methods of HTTP, and its resources the paths that they are sent to. */
const byMethod =
  (method: string, template: string): Rule =>
  (view) => [view.need(`apigateway:${method}`, `arn:${view.facts.partition}:apigateway:${view.call.region}::${pathOf(view, template)}`, requestTagKeys(view.parameters['tags'] ?? view.parameters['Tags'] ?? view.parameters['tagKeys'] ?? view.parameters['TagKeys'])), ...tagging(view, method)];

/** The path as it is sent, without its query; IAM knows no `/v2` before it. The ARN in the path of tags stays encoded, as policies name it. */
function pathOf(view: CallView, template: string): string {
  const path = (template.split('?')[0] ?? '').replace(/^\/v2\//, '/');
  const members = new Map(findServiceRoutes(view.call.service)?.get(view.call.operation)?.input?.members.map(({ name, wireName }) => [wireName, name]));
  return path.replaceAll(/\{([^}+]+)\+?\}/g, (_, label: string) => {
    const value = view.parameters[members.get(label) ?? label];
    if (typeof value !== 'string' && typeof value !== 'number') throw new IncompleteCallError(view.call, label);
    return percentEncode(String(value));
  });
}

/** Tags at creation take the right to write tags. */
function tagging(view: CallView, method: string): readonly CallRequirement[] {
  const tags = view.parameters['tags'] ?? view.parameters['Tags'];
  if (method !== 'POST' || tags === undefined || view.call.operation === 'TagResource') return [];
  return [view.need('apigateway:PUT', `arn:${view.facts.partition}:apigateway:${view.call.region}::/tags/*`, requestTagKeys(tags))];
}

function tableOf(service: string): ServiceTable {
  return Object.fromEntries(Array.from(findServiceRoutes(service)?.values() ?? [], ({ name, method, template }) => [name, byMethod(method, template)]));
}

export const apigateway: ServiceTable = tableOf('apigateway');
export const apigatewayv2: ServiceTable = tableOf('apigatewayv2');
