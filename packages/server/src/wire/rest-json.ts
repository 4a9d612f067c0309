import type { ApiModel, Shape } from '@assent/catalog';
import { ApiError } from './api-error.ts';
import { checkOf, violationMessage } from './constraint.ts';
import type { Violation } from './constraint.ts';
import { decodeJsonValue, parseJsonBody } from './json-codec.ts';
import type { DecodedRequest } from './query-decoder.ts';

/** A request as far as it says what is asked for. `path` and `query` are as received. */
export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly segments: readonly string[];
}

const routesByModel = new WeakMap<ApiModel, readonly Route[]>();

/** Decodes and checks a request of JSON over REST (R24.1).
 * @throws ApiError `UnknownOperationException`, `SerializationException`, `ValidationException` */
export function decodeRestJson(model: ApiModel, request: RestRequest): DecodedRequest {
  const found = routesOf(model)
    .filter(({ method }) => method === request.method)
    .map(({ operation, segments }) => ({ operation, path: pathMembers(segments, request.path) }))
    .find(({ path }) => path !== undefined);
  if (!found) throw new ApiError('UnknownOperationException', 'The requested operation does not exist.', { status: 404 });
  const inputShape = model.operations[found.operation]?.input;
  if (inputShape === undefined) return { operation: found.operation, input: {} };
  const body = parseJsonBody(request.body) as Readonly<Record<string, unknown>>;
  const input = decodeJsonValue(model, inputShape, { ...body, ...locatedMembers(model, inputShape, found.path ?? {}, request.query) }, '');
  const violations: Violation[] = [];
  checkOf(model, inputShape)(input, '', violations);
  if (violations.length > 0) throw invalidFields(violations);
  return { operation: found.operation, input };
}

function routesOf(model: ApiModel): readonly Route[] {
  let routes = routesByModel.get(model);
  if (!routes) {
    routes = Object.entries(model.operations).flatMap(([operation, { http }]) => (http ? [{ operation, method: http.method, segments: http.path.split('/').slice(1) }] : []));
    routesByModel.set(model, routes);
  }
  return routes;
}

/** What stands in the places of a path that are in braces; `undefined` where it is another path. */
function pathMembers(template: readonly string[], path: string): Readonly<Record<string, string>> | undefined {
  const segments = path.split('/').slice(1);
  if (segments.length !== template.length) return undefined;
  const members: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) members[part.slice(1, -1)] = decodePart(segment);
    else if (part !== segment) return undefined;
  }
  return members;
}

/** Members that do not stand in the body, as JSON would have them; those of the body by their names are not theirs. */
function locatedMembers(model: ApiModel, shapeName: string, path: Readonly<Record<string, string>>, query: string): Readonly<Record<string, unknown>> {
  const shape = model.shapes[shapeName];
  if (shape?.type !== 'structure') return {};
  const parameters = queryParameters(query);
  const members: Record<string, unknown> = {};
  for (const [member, name] of Object.entries(shape.path ?? {})) members[member] = path[name];
  for (const [member, name] of Object.entries(shape.query ?? {})) members[member] = queryValue(model.shapes[shape.members[member] ?? ''], parameters.get(name));
  return members;
}

function queryParameters(query: string): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, string[]>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const equals = pair.indexOf('=');
    const name = decodePart(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decodePart(pair.slice(equals + 1));
    const known = parameters.get(name);
    if (known) known.push(value);
    else parameters.set(name, [value]);
  }
  return parameters;
}

/** Of a name that occurs twice the first counts, except for lists. What is no value of the type is left as text, which
 * decoding refuses. */
function queryValue(shape: Shape | undefined, values: readonly string[] | undefined): unknown {
  const [first] = values ?? [];
  if (shape?.type === 'list') return values;
  if (first === undefined) return undefined;
  if (shape?.type === 'integer' && /^-?\d{1,15}$/.test(first)) return Number(first);
  if (shape?.type === 'boolean' && /^(?:true|false)$/.test(first)) return first === 'true';
  return first;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ApiError('SerializationException', 'The request target is not percent-encoded UTF-8.');
  }
}

/** R24.2 */
const invalidFields = (violations: readonly Violation[]): ApiError =>
  new ApiError('ValidationException', violationMessage(violations), {
    fields: { reason: 'fieldValidationFailed', fieldList: violations.map(({ path, constraint }) => ({ name: path, message: constraint })) },
  });

/** The status of an answer without a fault. */
export const answerStatus = (model: ApiModel, operation: string): number => model.operations[operation]?.http?.status ?? 200;

/** The body of an error: its code stands in a header (R24.2). */
export const encodeRestJsonError = (error: ApiError): string => JSON.stringify({ message: error.message, ...error.fields });
