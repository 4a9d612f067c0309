/** What is known of an access key, with the session token that came with it. */
export type FoundCredential<Identity> =
  | { readonly status: 'active'; readonly secret: string; readonly identity: Identity }
  /** `invalid`: unknown, switched off, without the token it needs, or with another's. */
  | { readonly status: 'invalid' | 'expired' };

/** Where the secrets of access keys come from. */
export interface CredentialSource<Identity> {
  find(accessKeyId: string, sessionToken: string | undefined): FoundCredential<Identity>;
}

/** What a signature is made for. */
export interface CredentialScope {
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}
