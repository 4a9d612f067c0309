import type { JsonMember, JsonNode } from '@assent/policy';
import { unknownText } from '../practice/unknown-text.ts';
import { itemsOf, madeText } from './tree.ts';

/** Stands for the account that a template is deployed into. */
export const templateAccount = '000000000000';

const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': templateAccount,
  'AWS::Region': 'us-east-1',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

const noValue = Symbol('AWS::NoValue');
type Resolved = JsonNode | typeof noValue;

const pseudo = (name: string): string => (Object.hasOwn(pseudoParameters, name) ? (pseudoParameters[name] ?? unknownText) : unknownText);

/** A tree of a template with the functions of CloudFormation resolved as far as they can be, and unknown text in the place
 * of the rest. Of a choice in a list both sides are kept, elsewhere the first. */
export function resolveFunctions(node: JsonNode): JsonNode {
  const resolved = resolve(node);
  return resolved === noValue ? madeText(unknownText, node) : resolved;
}

function resolve(node: JsonNode): Resolved {
  switch (node.type) {
    case 'array':
      return { ...node, items: node.items.flatMap((item) => branches(item).flatMap((each) => present(resolve(each)))) };
    case 'object': {
      const [only, second] = node.members;
      if (only && !second && isFunction(only.key.value)) return callFunction(only, node);
      return { ...node, members: node.members.flatMap(({ key, value }) => present(resolve(value)).map((resolved) => ({ key, value: resolved }))) };
    }
    case 'number':
      // Templates are loose about types: an account id without quotes is a text.
      return madeText(node.text, node);
    default:
      return node;
  }
}

const present = (resolved: Resolved): readonly JsonNode[] => (resolved === noValue ? [] : [resolved]);

const isFunction = (name: string): boolean => name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');

/** Both sides of a choice. */
function branches(item: JsonNode): readonly JsonNode[] {
  const [only, second] = item.type === 'object' ? item.members : [];
  return only && !second && only.key.value === 'Fn::If' ? itemsOf(only.value).slice(1).flatMap(branches) : [item];
}

function callFunction({ key, value }: JsonMember, at: JsonNode): Resolved {
  // `Condition` with a map is the element of a statement, and no function.
  if (key.value === 'Condition' && value.type !== 'string') {
    const resolved = resolve(value);
    return resolved === noValue ? noValue : { type: 'object', start: at.start, end: at.end, members: [{ key, value: resolved }] };
  }
  switch (key.value) {
    case 'Ref':
      return value.type === 'string' && value.value === 'AWS::NoValue' ? noValue : madeText(value.type === 'string' ? pseudo(value.value) : unknownText, at);
    case 'Fn::Sub':
      return madeText(substituted(value), at);
    case 'Fn::Join':
      return madeText(joined(value), at);
    case 'Fn::If': {
      const [, first, other] = itemsOf(value);
      const resolved = first ? resolve(first) : noValue;
      if (resolved !== noValue && resolved.type !== 'string') return resolved;
      const second = other ? resolve(other) : noValue;
      if (second !== noValue && second.type !== 'string') return second;
      return first && resolved === noValue && second === noValue ? noValue : madeText(unknownText, at);
    }
    default:
      return madeText(unknownText, at);
  }
}

/** `${!name}` is the policy variable `${name}`. */
function substituted(value: JsonNode): string {
  const [format, map] = value.type === 'array' ? value.items : [value];
  if (format?.type !== 'string') return unknownText;
  const own = new Map((map?.type === 'object' ? map.members : []).map((member) => [member.key.value, resolve(member.value)] as const));
  return format.value.replace(/\$\{(!?)([^{}]*)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const given = own.get(name.trim());
    return given !== undefined && given !== noValue && given.type === 'string' ? given.value : pseudo(name.trim());
  });
}

function joined(value: JsonNode): string {
  const [delimiter, list] = itemsOf(value);
  if (delimiter?.type !== 'string' || list?.type !== 'array') return unknownText;
  return list.items.map((item) => present(resolve(item))[0]).flatMap((item) => (item === undefined ? [] : [item.type === 'string' ? item.value : unknownText])).join(delimiter.value);
}
