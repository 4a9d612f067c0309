/** The case format as plain JSON, and no more: the reference shares no type with the engine that it judges. */
export interface Case {
  readonly id?: string;
  readonly name?: string;
  readonly principal: string | Readonly<Record<string, string>>;
  readonly principalRole?: string;
  readonly principalParent?: string;
  readonly principalId?: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  readonly context?: Readonly<Record<string, Scalar | readonly Scalar[]>>;
  readonly organization?: {
    readonly id?: string;
    readonly managementAccount?: string;
    readonly principalPath?: string;
    readonly resourcePath?: string;
  };
  readonly policies?: {
    readonly identity?: readonly Document[];
    readonly permissionsBoundary?: Document;
    readonly session?: readonly Document[];
    readonly resource?: Document;
    readonly serviceControl?: readonly (readonly Document[])[];
    readonly resourceControl?: readonly (readonly Document[])[];
    readonly vpcEndpoint?: Document;
  };
  readonly blockPublicAccess?: { readonly restrictPublicBuckets?: boolean };
  readonly expect?: string | { readonly decision: string; readonly by?: string };
}

export type Scalar = string | number | boolean;
export type OneOrMany<T> = T | readonly T[];

export interface Document {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: OneOrMany<Statement>;
}

export type PrincipalMap = Readonly<Record<string, OneOrMany<string>>>;
export type ConditionMap = Readonly<Record<string, Readonly<Record<string, OneOrMany<Scalar>>>>>;

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | PrincipalMap;
  readonly NotPrincipal?: string | PrincipalMap;
  readonly Action?: OneOrMany<string | null>;
  readonly NotAction?: OneOrMany<string | null>;
  readonly Resource?: OneOrMany<string | null>;
  readonly NotResource?: OneOrMany<string | null>;
  readonly Condition?: ConditionMap;
}

export type PolicyType = 'identity' | 'permissionsBoundary' | 'session' | 'resource' | 'serviceControl' | 'resourceControl' | 'vpcEndpoint';

/** R2.13: a single value and a list of one are the same. */
export function listOf<T>(value: OneOrMany<T>): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
