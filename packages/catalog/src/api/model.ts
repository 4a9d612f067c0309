/** A published API in the form that the codecs read. */
export interface ApiModel {
  readonly source: string;
  readonly date: string;
  readonly service: ServiceName;
  readonly protocol: Protocol;
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

export type ServiceName = 'iam' | 'sts' | 'organizations' | 'access-analyzer';

/** `query`: forms and XML; `json`: JSON 1.1 on one path; `restJson`: JSON, the operation told by method and path. */
export type Protocol = 'query' | 'json' | 'restJson';

export interface OperationModel {
  /** Names of structures. Without an output the answer has no result element. */
  readonly input?: string;
  readonly output?: string;
  /** Called without a signature. */
  readonly unsigned?: true;
  /** Names of error shapes. */
  readonly errors: readonly string[];
  /** Under `restJson`: where it is found; a part of the path in braces is a member of the input. */
  readonly http?: { readonly method: string; readonly path: string; readonly status: number };
}

export interface ErrorModel {
  /** What stands on the wire, which is not always the name of the shape. */
  readonly code: string;
  readonly status: number;
}

/** `min` and `max` are of the length, for integers of the value. `pattern` is a regular expression that the whole value
 * must satisfy. */
export type Shape =
  | {
      readonly type: 'structure';
      readonly members: Readonly<Record<string, string>>;
      readonly required?: readonly string[];
      /** It has one of its members, never more. */
      readonly union?: true;
      /** Members of an input that stand in the query of the target, by the name that they have there. */
      readonly query?: Readonly<Record<string, string>>;
      /** Members that stand in its path, likewise. */
      readonly path?: Readonly<Record<string, string>>;
    }
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
  | {
      readonly type: 'timestamp';
      /** As text; else seconds under the JSON protocols. */
      readonly format?: 'iso8601';
    };
