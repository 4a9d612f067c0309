import type { MemberData, ShapeData, ShapeReference } from '../../packages/catalog/src/routes/route-data.ts';
import { queryNames } from './query-names.ts';
import type { MemberModel, ServiceModel, ShapeModel } from './service-model.ts';

const scalars: Readonly<Record<string, string>> = { string: 's', character: 's', integer: 'i', long: 'i', float: 'n', double: 'n', bigdecimal: 'n', boolean: 'b', timestamp: 't', blob: 'x' };
const places: Readonly<Record<string, string>> = { uri: 'u', querystring: 'q', header: 'h', headers: 'H' };

/** The shapes that inputs are made of, each once. */
export class InputShapes {
  readonly #service: string;
  readonly #model: ServiceModel;
  readonly #list: (ShapeData | undefined)[] = [];
  readonly #positions = new Map<string, number>();

  constructor(service: string, model: ServiceModel) {
    this.#service = service;
    this.#model = model;
  }

  list(): readonly ShapeData[] {
    return this.#list.map((shape) => shape ?? ['o', []]);
  }

  /** The position of an operation's input. */
  add(name: string): number {
    return this.#compound(name, this.#shape(name), false, name);
  }

  #shape(name: string): ShapeModel {
    const shape = this.#model.shapes[name];
    if (!shape) throw new Error(`${this.#service} has no shape ${name}`);
    return shape;
  }

  #reference(member: MemberModel): ShapeReference {
    const shape = this.#shape(member.shape);
    const scalar = scalars[shape.type];
    if (scalar !== undefined) return scalar;
    if (shape.document === true) return 'd';
    const flattened = member.flattened ?? shape.flattened ?? false;
    return this.#compound(`${member.shape}${flattened === (shape.flattened ?? false) ? '' : ' flattened'}`, shape, flattened, member.shape);
  }

  #compound(key: string, shape: ShapeModel, flattened: boolean, name: string): number {
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    const position = this.#list.length;
    this.#positions.set(key, position);
    this.#list.push(undefined);
    this.#list[position] = this.#data(shape, flattened, name);
    return position;
  }

  #data(shape: ShapeModel, flattened: boolean, name: string): ShapeData {
    const old = queryNames[this.#service]?.[name];
    if (shape.type === 'list' && shape.member) return ['l', this.#reference(shape.member), old?.[0] ?? shape.member.locationName ?? '', flattened ? 1 : 0];
    if (shape.type === 'map' && shape.value) return ['m', this.#reference(shape.value), old?.[0] ?? shape.key?.locationName ?? 'key', old?.[1] ?? shape.value.locationName ?? 'value', flattened ? 1 : 0];
    if (shape.type !== 'structure') throw new Error(`the type ${shape.type} is new here`);
    return ['o', Object.entries(shape.members ?? {}).map(([member, target]) => this.#member(shape, member, target))];
  }

  #member(shape: ShapeModel, name: string, target: MemberModel): MemberData {
    const own = this.#shape(target.shape);
    const required = shape.required?.includes(name) === true ? '!' : '';
    const place = `${this.#place(shape, name, target, own)}${required}`;
    const wire = this.#wireName(name, target);
    const reference = this.#reference(target);
    if (wire !== name) return [name, reference, place, wire];
    return place === '' ? [name, reference] : [name, reference, place];
  }

  #place(shape: ShapeModel, name: string, target: MemberModel, own: ShapeModel): string {
    const placed = target.location === undefined ? undefined : places[target.location];
    if (placed !== undefined) return placed;
    if (target.xmlAttribute === true) return 'a';
    if (shape.payload !== name) return '';
    return own.type === 'blob' || target.streaming === true || own.streaming === true || own.eventstream === true ? 'P' : 'p';
  }

  #wireName(name: string, target: MemberModel): string {
    if (this.#model.metadata.protocol !== 'ec2') return target.locationName ?? name;
    const located = target.locationName === undefined ? name : target.locationName.charAt(0).toUpperCase() + target.locationName.slice(1);
    return target.queryName ?? located;
  }
}
