import type { MemberData, ShapeData, ShapeReference } from './route-data.ts';

export type InputShape = InputScalar | InputList | InputMap | InputStructure;

export interface InputScalar {
  readonly kind: 'string' | 'number' | 'integer' | 'boolean' | 'timestamp' | 'blob' | 'document';
}

export interface InputList {
  readonly kind: 'list';
  readonly member: InputShape;
  /** What elements are called in XML and in the query protocol; empty where they go by `member`. */
  readonly wireName: string;
  readonly flattened: boolean;
}

export interface InputMap {
  readonly kind: 'map';
  readonly value: InputShape;
  readonly keyName: string;
  readonly valueName: string;
  readonly flattened: boolean;
}

export interface InputStructure {
  readonly kind: 'structure';
  readonly members: readonly InputMember[];
}

/** Where a request carries a member: in a label of the path, the query, a header, headers with a prefix, an attribute of XML,
 * as the whole body (`payload`: text or a structure; `opaque`: bytes that are not read), or as a part of the body. */
export type MemberPlace = 'label' | 'query' | 'header' | 'headers' | 'attribute' | 'payload' | 'opaque' | 'body';

export interface InputMember {
  readonly name: string;
  readonly wireName: string;
  readonly place: MemberPlace;
  readonly required: boolean;
  readonly shape: InputShape;
}

const letters: Readonly<Record<string, InputScalar>> = {
  s: { kind: 'string' },
  n: { kind: 'number' },
  i: { kind: 'integer' },
  b: { kind: 'boolean' },
  t: { kind: 'timestamp' },
  x: { kind: 'blob' },
  d: { kind: 'document' },
};
const places: Readonly<Record<string, MemberPlace>> = { u: 'label', q: 'query', h: 'header', H: 'headers', a: 'attribute', p: 'payload', P: 'opaque' };

const made = new WeakMap<ShapeData, InputShape>();

/** The shape at a reference, made when it is first asked for; shapes may contain themselves. */
export function inputShape(reference: ShapeReference, shapes: readonly ShapeData[]): InputShape {
  const data = typeof reference === 'number' ? shapes[reference] : undefined;
  if (data === undefined) {
    const scalar = letters[reference];
    if (scalar) return scalar;
    throw new RangeError(`the routes have no shape ${reference}`);
  }
  const known = made.get(data);
  if (known) return known;
  const shape = shapeOf(data, shapes);
  made.set(data, shape);
  return shape;
}

function shapeOf(data: ShapeData, shapes: readonly ShapeData[]): InputShape {
  switch (data[0]) {
    case 'l':
      return {
        kind: 'list',
        get member() {
          return inputShape(data[1], shapes);
        },
        wireName: data[2],
        flattened: data[3] === 1,
      };
    case 'm':
      return {
        kind: 'map',
        get value() {
          return inputShape(data[1], shapes);
        },
        keyName: data[2],
        valueName: data[3],
        flattened: data[4] === 1,
      };
    case 'o':
      return { kind: 'structure', members: data[1].map((member) => memberOf(member, shapes)) };
  }
}

function memberOf([name, reference, place = '', wireName = name]: MemberData, shapes: readonly ShapeData[]): InputMember {
  return {
    name,
    wireName,
    place: places[place.charAt(0)] ?? 'body',
    required: place.endsWith('!'),
    get shape() {
      return inputShape(reference, shapes);
    },
  };
}
