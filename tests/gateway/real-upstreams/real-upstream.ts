/** Somebody else's server, running. */
export interface RealUpstream {
  readonly url: string;
  close(): Promise<void>;
}
