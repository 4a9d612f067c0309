import type { InputStructure } from '@assent/catalog';
import { textOfBody } from './body.ts';
import { mediaType } from './headers.ts';
import { readJsonBody } from './json-body.ts';
import { bodyMembers, shapedMembers, shapedValue } from './shaped-value.ts';
import { ambiguous } from './unroutable.ts';
import { xmlMembers } from './xml-body.ts';
import { readXml } from './xml-reader.ts';

/** Members of the input that stand in the body of a REST request: as its parts, or as the whole of it. */
export function restBody(body: Uint8Array, input: InputStructure, protocol: string, headers: ReadonlyMap<string, readonly string[]>): Record<string, unknown> {
  if (body.length === 0) return {};
  const type = mediaType(headers);
  if (type === 'application/x-www-form-urlencoded' || type.startsWith('multipart/')) throw ambiguous('the body is a form where the protocol has none');
  const text = textOfBody(body);
  const payload = input.members.find(({ place }) => place === 'payload');
  if (payload?.shape.kind === 'string') return { [payload.name]: text };
  if (protocol === 'rest-json') return payload ? { [payload.name]: shapedValue(readJsonBody(text), payload.shape) } : shapedMembers(readJsonBody(text), bodyMembers(input));
  const root = readXml(text);
  if (!payload) return xmlMembers(root, bodyMembers(input));
  if (payload.shape.kind !== 'structure') throw ambiguous('the body has a form that is not known');
  if (root.name !== payload.wireName) throw ambiguous(`the body is \`${root.name.slice(0, 128)}\` where \`${payload.wireName}\` is expected`);
  return { [payload.name]: xmlMembers(root, payload.shape.members) };
}
