import type { ApiModel, Shape } from '@assent/catalog';
import { ApiError } from './api-error.ts';
import { checkOf, violationMessage } from './constraint.ts';
import type { Violation } from './constraint.ts';
import { parseForm } from './form.ts';
import type { FormNode } from './form.ts';
import { isoTimestamp } from './timestamp.ts';

/** A decoded request. `input` has the type that the model gives the operation. */
export interface DecodedRequest {
  readonly operation: string;
  readonly input: unknown;
}

type Decode = (form: FormNode, path: string, violations: Violation[]) => unknown;

const decodersByModel = new WeakMap<ApiModel, Map<string, Decode>>();

/** Decodes and checks a request of the query protocol (R20.6, R20.7).
 * @param text the body of a form, or the query of a GET
 * @throws ApiError `MissingAction`, `InvalidAction`, `ValidationError`, `MalformedQueryString` */
export function decodeQuery(model: ApiModel, text: string): DecodedRequest {
  const form = parseForm(text);
  const operation = form.children.get('Action')?.value;
  if (operation === undefined || operation === '') {
    throw new ApiError('MissingAction', 'The request is missing an action or a required parameter.');
  }
  const version = form.children.get('Version')?.value;
  const declared = Object.hasOwn(model.operations, operation) ? model.operations[operation] : undefined;
  if (!declared || version !== model.version) {
    throw new ApiError('InvalidAction', `Could not find operation ${operation} for version ${version ?? 'NO_VERSION_SPECIFIED'}`);
  }
  if (declared.input === undefined) return { operation, input: {} };
  const violations: Violation[] = [];
  const input = decoderOf(model, declared.input)(form, '', violations);
  if (violations.length === 0) checkOf(model, declared.input)(input, '', violations);
  if (violations.length > 0) throw new ApiError('ValidationError', violationMessage(violations));
  return { operation, input };
}

/** The operation that a form asks for, for routing what is not signed. */
export const actionOf = (text: string): string | undefined => /(?:^|&)Action=([A-Za-z]+)(?:&|$)/.exec(text)?.[1];

function decoderOf(model: ApiModel, shapeName: string): Decode {
  let decoders = decodersByModel.get(model);
  if (!decoders) decodersByModel.set(model, (decoders = new Map()));
  const known = decoders.get(shapeName);
  if (known) return known;
  const shape = model.shapes[shapeName];
  if (!shape) throw new Error(`the model of ${model.service} has no shape ${shapeName}`);
  let made: Decode | undefined;
  decoders.set(shapeName, (form, path, violations) => made?.(form, path, violations));
  made = decoderOfShape(model, shape);
  decoders.set(shapeName, made);
  return made;
}

function decoderOfShape(model: ApiModel, shape: Shape): Decode {
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members).map(([name, target]) => ({
        name,
        wireName: name.charAt(0).toLowerCase() + name.slice(1),
        decode: decoderOf(model, target),
      }));
      return (form, path, violations) => {
        const value: Record<string, unknown> = {};
        for (const { name, wireName, decode } of members) {
          const below = form.children.get(name);
          if (!below) continue;
          const held = decode(below, path === '' ? wireName : `${path}.${wireName}`, violations);
          if (held !== undefined) value[name] = held;
        }
        return value;
      };
    }
    case 'list': {
      const decode = decoderOf(model, shape.member);
      return (form, path, violations) => {
        const members = [...(form.children.get('member')?.children ?? [])]
          .filter(([index]) => /^\d{1,9}$/.test(index))
          .sort(([a], [b]) => Number(a) - Number(b));
        return members.map(([, below], index) => decode(below, `${path}.${index + 1}.member`, violations));
      };
    }
    case 'map': {
      const [ofKey, ofValue] = [decoderOf(model, shape.key), decoderOf(model, shape.value)];
      return (form, path, violations) => {
        const value: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
        for (const [index, entry] of form.children.get('entry')?.children ?? []) {
          const [key, held] = [entry.children.get('key'), entry.children.get('value')];
          if (key && held) value[String(ofKey(key, `${path}.${index}`, violations))] = ofValue(held, `${path}.${index}`, violations);
        }
        return value;
      };
    }
    case 'string':
      return (form) => form.value ?? '';
    case 'integer':
      return scalar('a number', (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined));
    case 'boolean':
      return scalar('a boolean', (text) => (/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined));
    case 'timestamp':
      return scalar('a timestamp', isoTimestamp);
    case 'blob':
      return scalar('base64', (text) => (/^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined));
  }
}

function scalar(name: string, read: (text: string) => unknown): Decode {
  return (form, path, violations) => {
    const text = form.value ?? '';
    const value = read(text);
    if (value === undefined) violations.push({ path, value: text, constraint: `Member must be ${name}`, kind: 'type' });
    return value;
  };
}
