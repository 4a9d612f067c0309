import type { ApiModel, Shape } from '@assent/catalog';
import type { ApiError } from './api-error.ts';
import { errorStatus } from './error-status.ts';
import { percentEncode } from './percent-encoding.ts';
import { escapeXml } from './xml.ts';

type Encode = (value: unknown) => string;

const encodersByModel = new WeakMap<ApiModel, Map<string, Encode>>();

/** The XML of an answer (R20.8–R20.10, R20.12). Operations without an output have no result element. */
export function encodeQueryAnswer(model: ApiModel, operation: string, output: unknown, requestId: string): string {
  const shape = model.operations[operation]?.output;
  const result = shape === undefined ? '' : `<${operation}Result>${encoderOf(model, shape)(output)}</${operation}Result>`;
  return `<${operation}Response xmlns="${model.namespace}">${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
}

/** The XML of an error (R20.11). */
export function encodeQueryError(model: ApiModel, error: ApiError, requestId: string): string {
  const type = errorStatus(model, error) >= 500 ? 'Receiver' : 'Sender';
  return (
    `<ErrorResponse xmlns="${model.namespace}"><Error><Type>${type}</Type><Code>${escapeXml(error.code)}</Code>` +
    `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}

function encoderOf(model: ApiModel, shapeName: string): Encode {
  let encoders = encodersByModel.get(model);
  if (!encoders) encodersByModel.set(model, (encoders = new Map()));
  const known = encoders.get(shapeName);
  if (known) return known;
  const shape = model.shapes[shapeName];
  if (!shape) throw new Error(`the model of ${model.service} has no shape ${shapeName}`);
  let made: Encode | undefined;
  encoders.set(shapeName, (value) => made?.(value) ?? '');
  made = encoderOfShape(model, shapeName, shape);
  encoders.set(shapeName, made);
  return made;
}

/** Documents are read much more often than they are written: the encoded form of some is kept. */
const encodedDocuments = new Map<string, string>();
const documentsKept = 256;
const keptLength = 8192;

function encodedDocument(text: string): string {
  let encoded = encodedDocuments.get(text);
  if (encoded === undefined) {
    encoded = percentEncode(text);
    if (encodedDocuments.size >= documentsKept) encodedDocuments.clear();
    if (text.length <= keptLength) encodedDocuments.set(text, encoded);
  }
  return encoded;
}

function encoderOfShape(model: ApiModel, shapeName: string, shape: Shape): Encode {
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members).map(([name, target]) => ({ name, encode: encoderOf(model, target) }));
      return (value) => {
        let text = '';
        for (const { name, encode } of members) {
          const held = (value as Record<string, unknown>)[name];
          if (held !== undefined && held !== null) text += `<${name}>${encode(held)}</${name}>`;
        }
        return text;
      };
    }
    case 'list': {
      const encode = encoderOf(model, shape.member);
      return (value) => {
        let text = '';
        for (const member of value as readonly unknown[]) text += `<member>${encode(member)}</member>`;
        return text;
      };
    }
    case 'map': {
      const [ofKey, ofValue] = [encoderOf(model, shape.key), encoderOf(model, shape.value)];
      return (value) =>
        Object.entries(value as object)
          .map(([key, held]) => `<entry><key>${ofKey(key)}</key><value>${ofValue(held)}</value></entry>`)
          .join('');
    }
    case 'string':
      // Policy documents go out percent-encoded (R20.12); clients decode them once more after the XML.
      if (shapeName === 'policyDocumentType' && model.service === 'iam') return (value) => encodedDocument(value as string);
      return (value) => escapeXml(String(value));
    case 'timestamp':
      return (value) => `${(value as Date).toISOString().slice(0, 19)}Z`;
    case 'blob':
      return (value) => Buffer.from(value as Uint8Array).toString('base64');
    default:
      return String;
  }
}
