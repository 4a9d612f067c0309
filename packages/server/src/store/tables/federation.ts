/** Tables of identity providers and of what this server vouches for itself. ARNs are in the store's one partition. */
export interface FederationTables {
  oidc_providers: OidcProviderRow;
  saml_providers: SamlProviderRow;
  saml_private_keys: SamlPrivateKeyRow;
  web_identity_issuers: WebIdentityIssuerRow;
  issuer_keys: IssuerKeyRow;
  organization_features: { organization_id: string; feature: OrganizationFeature };
  account_properties: { account_id: string; name: string; value: string };
}

export type FederationChangeKind = 'oidcProvider' | 'samlProvider';

export type OrganizationFeature = 'RootCredentialsManagement' | 'RootSessions';

export interface OidcProviderRow {
  arn: string;
  account_id: string;
  /** Host and path, without the scheme. */
  url: string;
  /** JSON: a list of texts, in the order they were added. */
  client_ids: string;
  thumbprints: string;
  created_at: number;
}

export interface SamlProviderRow {
  arn: string;
  account_id: string;
  name: string;
  uuid: string;
  metadata: string;
  valid_until: number;
  encryption_mode: 'Required' | 'Allowed' | null;
  created_at: number;
}

export interface SamlPrivateKeyRow {
  id: string;
  provider_arn: string;
  sealed_key: Uint8Array;
  created_at: number;
}

export interface WebIdentityIssuerRow {
  account_id: string;
  /** The part of the issuer's URL that is its own. */
  issuer_id: string;
  enabled: number;
}

export interface IssuerKeyRow {
  /** The `kid` of the tokens that it signs. */
  id: string;
  algorithm: 'RS256' | 'ES384';
  sealed_private_key: Uint8Array;
  /** JSON: the public half as a JWK. */
  public_key: string;
  created_at: number;
}
