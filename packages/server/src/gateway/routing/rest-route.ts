import { findServiceRoutes } from '@assent/catalog';
import type { RoutedOperation } from '@assent/catalog';
import { compareTemplates, matchPath, parseTemplate } from './path-template.ts';
import type { PathTemplate } from './path-template.ts';
import type { QueryPairs } from './query-pairs.ts';
import { ambiguous } from './unroutable.ts';

/** An operation as it stands in the table of its service. */
export interface RestRoute {
  readonly operation: RoutedOperation;
  readonly template: PathTemplate;
  /** Names that a request must have to be this operation, beyond the template's own. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

export interface RestMatch {
  readonly route: RestRoute;
  readonly labels: ReadonlyMap<string, string>;
}

interface RestTable {
  readonly byMethod: ReadonlyMap<string, readonly RestRoute[]>;
  /** Headers that tell one operation of the service from another. */
  readonly decidingHeaders: ReadonlySet<string>;
}

const tables = new Map<string, RestTable>();

function tableOf(service: string): RestTable {
  const known = tables.get(service);
  if (known) return known;
  const byMethod = new Map<string, RestRoute[]>();
  const decidingHeaders = new Set<string>();
  for (const operation of findServiceRoutes(service)?.values() ?? []) {
    if (operation.template === '') continue;
    const members = operation.input?.members.filter(({ required }) => required) ?? [];
    const requiredHeaders = members.filter(({ place }) => place === 'header').map(({ wireName }) => wireName.toLowerCase());
    for (const name of requiredHeaders) decidingHeaders.add(name);
    const route: RestRoute = {
      operation,
      template: parseTemplate(operation.template),
      requiredQuery: members.filter(({ place }) => place === 'query').map(({ wireName }) => wireName),
      requiredHeaders,
    };
    const held = byMethod.get(operation.method);
    if (held) held.push(route);
    else byMethod.set(operation.method, [route]);
  }
  const table = { byMethod, decidingHeaders };
  tables.set(service, table);
  return table;
}

/** What the path, the query and the headers of a request to a service mean: the operation with the most specific path, and
 * of those the one that asks for most of the query and the headers.
 * @param path raw segments */
export function matchRest(service: string, method: string, path: readonly string[], query: QueryPairs, headers: ReadonlyMap<string, unknown>): RestMatch | undefined {
  const { byMethod, decidingHeaders } = tableOf(service);
  const matches: RestMatch[] = [];
  for (const route of byMethod.get(method) ?? []) {
    // Most of S3's operations have the same path: what the query lacks tells them apart sooner.
    if (!route.template.hasLiteral && !isAsked(route, query, headers)) continue;
    const labels = matchPath(route.template, path);
    if (labels && isAsked(route, query, headers)) matches.push({ route, labels });
  }
  matches.sort((a, b) => compareTemplates(a.route.template, b.route.template) || conditions(b.route) - conditions(a.route));
  const [best, next] = matches;
  if (!best) return undefined;
  if (next && compareTemplates(best.route.template, next.route.template) === 0 && conditions(best.route) === conditions(next.route)) {
    throw ambiguous(`the request could be ${best.route.operation.name} and ${next.route.operation.name}`);
  }
  for (const name of decidingHeaders) {
    if (headers.has(name) && !knowsHeader(best.route, name)) throw ambiguous(`the header \`${name}\` does not belong to ${best.route.operation.name}`);
  }
  return best;
}

const conditions = ({ template, requiredQuery, requiredHeaders }: RestRoute): number => template.literals.size + requiredQuery.length + requiredHeaders.length;

function isAsked({ template, requiredQuery, requiredHeaders }: RestRoute, query: QueryPairs, headers: ReadonlyMap<string, unknown>): boolean {
  for (const [name, value] of template.literals) {
    const given = query.get(name);
    if (!given || (value !== '' && given[0] !== value)) return false;
  }
  return requiredQuery.every((name) => query.has(name)) && requiredHeaders.every((name) => headers.has(name));
}

const knowsHeader = ({ operation }: RestRoute, name: string): boolean => operation.input?.members.some(({ place, wireName }) => place === 'header' && wireName.toLowerCase() === name) === true;
