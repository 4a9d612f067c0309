/** A published API in the form that the codecs read. */
export interface ApiModel {
  readonly source: string;
  readonly date: string;
  readonly service: ServiceName;
  readonly protocol: 'query' | 'json';
  /** The `Version` of the query protocol. */
  readonly version: string;
  /** The XML namespace of answers in the query protocol. */
  readonly namespace?: string;
  /** What stands before the operation in `X-Amz-Target`. */
  readonly targetPrefix?: string;
  readonly operations: Readonly<Record<string, OperationModel>>;
  /** By shape name. */
  readonly errors: Readonly<Record<string, ErrorModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export type ServiceName = 'iam' | 'sts' | 'organizations';

export interface OperationModel {
  /** Names of structures. Without an output the answer has no result element. */
  readonly input?: string;
  readonly output?: string;
  /** Called without a signature. */
  readonly unsigned?: true;
  /** Names of error shapes. */
  readonly errors: readonly string[];
}

export interface ErrorModel {
  /** What stands on the wire, which is not always the name of the shape. */
  readonly code: string;
  readonly status: number;
}

/** `min` and `max` are of the length, for integers of the value. `pattern` is a regular expression that the whole value
 * must satisfy. */
export type Shape =
  | { readonly type: 'structure'; readonly members: Readonly<Record<string, string>>; readonly required?: readonly string[] }
  | { readonly type: 'list'; readonly member: string; readonly min?: number; readonly max?: number }
  | { readonly type: 'map'; readonly key: string; readonly value: string; readonly min?: number; readonly max?: number }
  | {
      readonly type: 'string';
      readonly min?: number;
      readonly max?: number;
      readonly pattern?: string;
      readonly enum?: readonly string[];
      /** Its value is not repeated in messages. */
      readonly sensitive?: true;
    }
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly type: 'blob'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'timestamp' };
