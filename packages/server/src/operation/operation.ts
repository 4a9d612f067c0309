import type { Requirement } from '../authorization/requirement.ts';
import type { Arrival, Call, WriteCall } from './call.ts';

/** The input and output of an operation, as the catalog's types pair them. */
export interface Signature {
  readonly input: unknown;
  readonly output: unknown;
}

/** What a call must be allowed: every one of the requirements (R1.2). `unconditional` is for the few operations that
 * valid credentials alone entitle to (R8.16). */
export type Requirements = Requirement | readonly Requirement[] | 'unconditional';

interface Parts<S extends Signature, C extends Call> {
  /** Says what the call needs, before anything is looked up that the caller may not see (R20.4). */
  requires(input: S['input'], call: Call): Requirements;
  /** Does it. Errors for the client are thrown as `ApiError`. */
  handle(input: S['input'], call: C): Promise<S['output']> | S['output'];
}

export interface ReadOperation extends Parts<Signature, Call> {
  readonly kind: 'read';
}

/** An operation that writes what it has prepared before its transaction, so that nobody waits for that. */
interface PreparedParts<S extends Signature, P> {
  requires(input: S['input'], call: Call): Requirements;
  /** Does what takes long, once the call is allowed. What it has read may have changed when it is written. */
  prepare(input: S['input'], call: Call): Promise<P>;
  handle(input: S['input'], call: WriteCall, prepared: P): Promise<S['output']> | S['output'];
}

export interface WriteOperation {
  readonly kind: 'write';
  requires(input: unknown, call: Call): Requirements;
  readonly prepare?: (input: unknown, call: Call) => Promise<unknown>;
  handle(input: unknown, call: WriteCall, prepared: unknown): unknown;
}

/** What an unsigned call turned out to be when its token was verified: the provider that vouches, as a principal, and what
 * is to be decided and done for it. */
export interface Admission<Output> {
  /** The ARN of an identity provider, or the host of a built-in one. */
  readonly provider: string;
  /** The account of the role, which is acted on. */
  readonly account: string;
  readonly partition: string;
  requires(call: Call): Requirements;
  handle(call: Call): Promise<Output> | Output;
}

/** An operation that comes unsigned, with a token of its own (R20.1). */
export interface UnsignedOperation {
  readonly kind: 'unsigned';
  /** Verifies the token. Errors for the client are thrown as `ApiError`. */
  admit(input: unknown, arrival: Arrival): Promise<Admission<unknown>>;
}

export type Operation = ReadOperation | WriteOperation | UnsignedOperation;

/** The operations of a service by name. */
export type Operations = Readonly<Record<string, Operation>>;

/** Declares an operation that changes nothing. */
export const reading = <S extends Signature>(parts: Parts<S, Call>): ReadOperation => ({ kind: 'read', ...(parts as unknown as Parts<Signature, Call>) });

/** Declares an operation that writes: it runs in a transaction of its own, kept whole or not at all. */
export const writing = <S extends Signature>(parts: Parts<S, WriteCall>): WriteOperation => ({ kind: 'write', ...(parts as unknown as Parts<Signature, WriteCall>) });

/** Declares an operation that writes what it prepares outside of the transaction: hashing, say. */
export const preparing = <S extends Signature, P>(parts: PreparedParts<S, P>): WriteOperation => ({ kind: 'write', ...(parts as unknown as PreparedParts<Signature, unknown>) });

/** Declares an operation that a token admits instead of a signature. */
export const unsigned = <S extends Signature>(admit: (input: S['input'], arrival: Arrival) => Promise<Admission<S['output']>>): UnsignedOperation => ({
  kind: 'unsigned',
  admit: admit as UnsignedOperation['admit'],
});
