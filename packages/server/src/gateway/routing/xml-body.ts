import type { InputMap, InputMember, InputShape } from '@assent/catalog';
import { scalarOf } from './scalar-text.ts';
import { ambiguous, malformed } from './unroutable.ts';
import type { XmlElement } from './xml-reader.ts';

/** Members of a structure that is an element of XML, by their model names. Elements that the model does not have are refused. */
export function xmlMembers(element: XmlElement, members: readonly InputMember[]): Record<string, unknown> {
  const shaped: [string, unknown][] = [];
  const groups = grouped(element.children);
  for (const member of members) {
    // A flattened list goes by the member's name, whatever its elements are called elsewhere.
    const name = member.wireName;
    if (member.place === 'attribute') {
      const value = element.attributes.get(member.wireName);
      if (value !== undefined) shaped.push([member.name, value]);
      continue;
    }
    const group = groups.get(name);
    if (!group) continue;
    groups.delete(name);
    shaped.push([member.name, groupValue(group, member.shape, name)]);
  }
  const [stranger] = groups.keys();
  if (stranger !== undefined) throw ambiguous(`the body has the element \`${stranger.slice(0, 128)}\`, which is not known`);
  const attributes = members.filter(({ place }) => place === 'attribute').map(({ wireName }) => wireName);
  for (const name of element.attributes.keys()) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:') && !attributes.includes(name)) throw ambiguous(`the body has the attribute \`${name.slice(0, 128)}\`, which is not known`);
  }
  return Object.fromEntries(shaped);
}

function grouped(children: readonly XmlElement[]): Map<string, readonly XmlElement[]> {
  const groups = new Map<string, XmlElement[]>();
  for (const child of children) {
    const held = groups.get(child.name);
    if (held) held.push(child);
    else groups.set(child.name, [child]);
  }
  return groups;
}

function groupValue(group: readonly XmlElement[], shape: InputShape, name: string): unknown {
  if (shape.kind === 'list' && shape.flattened) return group.map((element) => valueOf(element, shape.member, name));
  if (shape.kind === 'map' && shape.flattened) return entriesOf(group, shape, name);
  const [element] = group;
  if (!element || group.length > 1) throw ambiguous(`the body has the element \`${name}\` more than once`);
  return valueOf(element, shape, name);
}

function valueOf(element: XmlElement, shape: InputShape, name: string): unknown {
  switch (shape.kind) {
    case 'structure':
      blank(element, name);
      return xmlMembers(element, shape.members);
    case 'list': {
      blank(element, name);
      const itemName = shape.wireName === '' ? 'member' : shape.wireName;
      return element.children.map((item) => {
        if (item.name !== itemName) throw ambiguous(`the body has the element \`${item.name.slice(0, 128)}\` in a list of \`${itemName}\``);
        return valueOf(item, shape.member, itemName);
      });
    }
    case 'map':
      blank(element, name);
      return entriesOf(element.children, shape, name);
    default:
      if (element.children.length > 0) throw malformed(`the element \`${name}\` has parts where it is one value`);
      return scalarOf(element.text, shape, name);
  }
}

function blank({ children, text }: XmlElement, name: string): void {
  if (children.length === 0 && /[^ \t\r\n]/.test(text)) throw malformed(`the element \`${name}\` is text where it has parts`);
}

function entriesOf(elements: readonly XmlElement[], shape: InputMap, name: string): Record<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const { children } of elements) {
    const key = children.find((child) => child.name === shape.keyName);
    const value = children.find((child) => child.name === shape.valueName);
    if (!key || !value || children.length !== 2) throw malformed(`an entry of \`${name}\` is not a key and a value`);
    if (entries.has(key.text)) throw ambiguous(`\`${name}\` has the key \`${key.text.slice(0, 128)}\` twice`);
    entries.set(key.text, valueOf(value, shape.value, name));
  }
  return Object.fromEntries(entries);
}
