/** The form of the data: services lie apart, each compressed on its own, in the order of the index. */
export interface RoutesIndex {
  readonly source: string;
  readonly licence: string;
  readonly date: string;
  readonly services: readonly ServiceEntry[];
}

export type ServiceEntry = readonly [
  service: string,
  version: string,
  signingName: string,
  endpointPrefix: string,
  actionPrefix: string,
  /** Positions in `routeProtocols`, in the order in which clients prefer them. */
  protocols: readonly number[],
  /** What stands before the dot of `X-Amz-Target`, and names the service in paths of the RPC protocol; empty for services without. */
  target: string,
  length: number,
];

export const routeProtocols = ['rest-xml', 'rest-json', 'json', 'query', 'ec2', 'smithy-rpc-v2-cbor'] as const;

/** One service. Numbers of shapes are positions in `shapes`. */
export interface RoutesData {
  readonly operations: readonly OperationData[];
  readonly shapes: readonly ShapeData[];
}

/** `input` is -1 where there is none; `method` and `template` are those of REST. */
export type OperationData = readonly [name: string, input: number, unsigned: 0 | 1, method?: string, template?: string];

/** A position in `shapes`, or a letter: `s`tring, `n`umber, `i`nteger, `b`oolean, `t`imestamp, blob (`x`), `d`ocument. */
export type ShapeReference = number | string;

export type ShapeData =
  | readonly ['l', member: ShapeReference, wireName: string, flattened: 0 | 1]
  | readonly ['m', value: ShapeReference, keyName: string, valueName: string, flattened: 0 | 1]
  | readonly ['o', members: readonly MemberData[]];

/** `place`: empty for the body, `u`ri label, `q`uery, `h`eader, `H`eaders by a prefix, `p`ayload (a structure or text), opaque
 * `P`ayload, `a`ttribute of XML; a `!` behind it: required. `wireName` is left out where it is the name. */
export type MemberData = readonly [name: string, shape: ShapeReference, place?: string, wireName?: string];
