import type { InputShape, InputStructure } from '@assent/catalog';
import { formName } from '../routing/form-body.ts';
import type { FormProtocol } from '../routing/form-body.ts';

type Pair = readonly [name: string, value: string];

/** Parameters in the query protocol or EC2's, by the shapes of an operation's input: what `readForm` reads.
 * @throws RangeError for a parameter that the operation does not have, or that has another shape */
export function formPairs(parameters: Readonly<Record<string, unknown>>, input: InputStructure | undefined, protocol: FormProtocol): readonly Pair[] {
  return membersOf(parameters, input, protocol, '');
}

function membersOf(value: Readonly<Record<string, unknown>>, shape: InputStructure | undefined, protocol: FormProtocol, prefix: string): readonly Pair[] {
  return Object.entries(value).flatMap(([name, each]) => {
    const member = shape?.members.find((one) => one.name === name);
    if (!member) throw new RangeError(`the operation has no parameter \`${name}\``);
    if (each === undefined) return [];
    return valuePairs(each, member.shape, protocol, `${prefix}${formName(member, protocol)}`);
  });
}

function valuePairs(value: unknown, shape: InputShape, protocol: FormProtocol, name: string): readonly Pair[] {
  switch (shape.kind) {
    case 'structure':
      return membersOf(value as Readonly<Record<string, unknown>>, shape, protocol, `${name}.`);
    case 'list': {
      const base = protocol === 'ec2' || shape.flattened ? name : `${name}.${shape.wireName === '' ? 'member' : shape.wireName}`;
      return (value as readonly unknown[]).flatMap((item, index) => valuePairs(item, shape.member, protocol, `${base}.${index + 1}`));
    }
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return [[name, String(value)]];
    default:
      throw new RangeError(`the parameter \`${name}\` is a ${shape.kind}, which no question has`);
  }
}
