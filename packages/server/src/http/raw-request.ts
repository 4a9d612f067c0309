/** A request without its body, as it came over the socket. */
export interface RequestHead {
  readonly method: string;
  /** The request target exactly as received: raw path and, behind the first `?`, raw query. */
  readonly target: string;
  /** Names and values as received, in order, repeats kept. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A request as it came over the socket: what the signature was made over, nothing normalised. */
export interface RawRequest extends RequestHead {
  /** The whole body, within the limit of the listener. */
  readonly body: Uint8Array;
  readonly sourceIp: string;
  /** Whether the connection is TLS. */
  readonly secure: boolean;
  readonly receivedAt: Date;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}
