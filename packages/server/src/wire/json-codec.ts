import type { ApiModel, Shape } from '@assent/catalog';
import { ApiError } from './api-error.ts';
import { checkOf } from './constraint.ts';
import type { Violation } from './constraint.ts';
import type { DecodedRequest } from './query-decoder.ts';
import { isoTimestamp } from './timestamp.ts';

/** Decodes and checks a request of the JSON protocol, version 1.1 (R23.1).
 * @param target the header `X-Amz-Target`
 * @throws ApiError `UnknownOperationException`, `SerializationException`, `InvalidInputException` */
export function decodeJson(model: ApiModel, target: string | undefined, body: string): DecodedRequest {
  const [prefix, operation = ''] = target?.split('.', 2) ?? [];
  const declared = prefix === model.targetPrefix && Object.hasOwn(model.operations, operation) ? model.operations[operation] : undefined;
  if (!declared) throw new ApiError('UnknownOperationException', `The operation ${target ?? '(no X-Amz-Target)'} is unknown.`);
  const parsed = parseJsonBody(body);
  if (declared.input === undefined) return { operation, input: {} };
  const input = decodeJsonValue(model, declared.input, parsed, '');
  const violations: Violation[] = [];
  checkOf(model, declared.input)(input, '', violations);
  const [first] = violations;
  if (first) throw invalidInput(first);
  return { operation, input };
}

/** The object that a body holds; an empty body holds an empty one. */
export function parseJsonBody(body: string): unknown {
  if (body === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ApiError('SerializationException', 'The request body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ApiError('SerializationException', 'The request body is not a JSON object.');
  return value;
}

/** Organizations words a violation as one error with a reason (organizations-api.md, after R23.66). */
function invalidInput({ kind, path, constraint }: Violation): ApiError {
  const reasons: Readonly<Record<Violation['kind'], readonly [reason: string, message: string]>> = {
    required: ['INPUT_REQUIRED', `You must specify a value for the parameter ${path}.`],
    pattern: ['INVALID_PATTERN', 'You provided a value that does not match the required pattern.'],
    enum: ['INVALID_ENUM', 'You specified an invalid value.'],
    'length-max': ['MAX_LENGTH_EXCEEDED', 'You provided a string parameter that is longer than allowed.'],
    'length-min': ['MIN_LENGTH_EXCEEDED', 'You provided a string parameter that is shorter than allowed.'],
    'value-max': ['MAX_VALUE_EXCEEDED', 'You provided a numeric parameter that is larger than allowed.'],
    'value-min': ['MIN_VALUE_EXCEEDED', 'You provided a numeric parameter that is smaller than allowed.'],
    type: ['INVALID_PATTERN', constraint],
  };
  const [Reason, message] = special(kind, path, constraint) ?? reasons[kind];
  return new ApiError('InvalidInputException', message, { fields: { Reason } });
}

/** Two kinds of values have reasons of their own. */
function special(kind: Violation['kind'], path: string, constraint: string): readonly [reason: string, message: string] | undefined {
  if (kind === 'enum' && constraint.includes('TAG_POLICY')) return ['INVALID_ENUM_POLICY_TYPE', 'You specified an invalid policy type.'];
  return kind === 'pattern' && path === 'targetId' ? ['INVALID_PATTERN_TARGET_ID', 'You specified a policy target ID that does not match the required pattern.'] : undefined;
}

/** A value of a JSON body in the type of its shape.
 * @param path what it is called in errors; empty for the body
 * @throws ApiError `SerializationException` */
export function decodeJsonValue(model: ApiModel, shapeName: string, value: unknown, path: string): unknown {
  const shape = model.shapes[shapeName];
  if (!shape) throw new Error(`the model of ${model.service} has no shape ${shapeName}`);
  const wrong = (wanted: string): ApiError => new ApiError('SerializationException', `${path === '' ? 'The request body' : path} is not ${wanted}.`);
  switch (shape.type) {
    case 'structure': {
      if (!isObject(value)) throw wrong('a JSON object');
      const decoded: Record<string, unknown> = {};
      for (const [name, target] of Object.entries(shape.members)) {
        const held = Object.hasOwn(value, name) ? value[name] : undefined;
        if (held !== undefined && held !== null) decoded[name] = decodeJsonValue(model, target, held, path === '' ? name : `${path}.${name}`);
      }
      return decoded;
    }
    case 'list':
      if (!Array.isArray(value)) throw wrong('a JSON list');
      return value.map((member: unknown, index) => decodeJsonValue(model, shape.member, member, `${path}[${index}]`));
    case 'map':
      if (!isObject(value)) throw wrong('a JSON object');
      return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, decodeJsonValue(model, shape.value, held, `${path}.${key}`)]));
    case 'string':
      if (typeof value !== 'string') throw wrong('a string');
      return value;
    case 'integer':
      if (!Number.isSafeInteger(value)) throw wrong('a whole number');
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong('a truth value');
      return value;
    case 'timestamp':
      if (shape.format === 'iso8601') {
        const date = typeof value === 'string' ? isoTimestamp(value) : undefined;
        if (!date) throw wrong('a time of ISO 8601');
        return date;
      }
      if (typeof value !== 'number' || !(Math.abs(value) < 8.64e12)) throw wrong('a time in seconds');
      return new Date(value * 1000);
    case 'blob':
      if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw wrong('base64');
      return Buffer.from(value, 'base64');
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as JSON: times are seconds where the model does not say otherwise, bytes base64, absent members left out (R23.3). */
export function jsonValue(model: ApiModel, shapeName: string, value: unknown): unknown {
  const shape: Shape | undefined = model.shapes[shapeName];
  if (!shape) throw new Error(`the model of ${model.service} has no shape ${shapeName}`);
  switch (shape.type) {
    case 'structure': {
      const encoded: Record<string, unknown> = {};
      for (const [name, target] of Object.entries(shape.members)) {
        const held = (value as Record<string, unknown>)[name];
        if (held !== undefined && held !== null) encoded[name] = jsonValue(model, target, held);
      }
      return encoded;
    }
    case 'list':
      return (value as readonly unknown[]).map((member) => jsonValue(model, shape.member, member));
    case 'map':
      return Object.fromEntries(Object.entries(value as object).map(([key, held]) => [key, jsonValue(model, shape.value, held)]));
    case 'timestamp':
      return shape.format === 'iso8601' ? (value as Date).toISOString() : (value as Date).getTime() / 1000;
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    default:
      return value;
  }
}

/** The body of an answer in the JSON protocol. */
export function encodeJsonAnswer(model: ApiModel, operation: string, output: unknown): string {
  const shape = model.operations[operation]?.output;
  return shape === undefined ? '{}' : JSON.stringify(jsonValue(model, shape, output));
}

/** The body of an error in the JSON protocol (R23.4). */
export const encodeJsonError = (error: ApiError): string => JSON.stringify({ __type: error.code, Message: error.message, ...error.fields });

/** What STS and IAM answer to a client that accepts JSON (R22.2). */
export function encodeQueryAnswerAsJson(model: ApiModel, operation: string, output: unknown, requestId: string): string {
  const shape = model.operations[operation]?.output;
  const result = shape === undefined ? {} : { [`${operation}Result`]: jsonValue(model, shape, output) };
  return JSON.stringify({ [`${operation}Response`]: { ...result, ResponseMetadata: { RequestId: requestId } } });
}

/** The error of the query protocol for a client that accepts JSON. */
export const encodeQueryErrorAsJson = (error: ApiError, type: 'Sender' | 'Receiver', requestId: string): string =>
  JSON.stringify({ Error: { Type: type, Code: error.code, Message: error.message }, RequestId: requestId });
