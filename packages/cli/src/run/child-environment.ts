export type Variables = Readonly<Record<string, string | undefined>>;

export interface ChildSettings {
  /** Where the SDKs send their calls. */
  readonly endpoint: string;
  readonly region: string;
  /** An empty file in the place of the user's own configuration and credentials. */
  readonly configFile: string;
  /** Where the credentials are had. */
  readonly credentials: { readonly kind: 'container'; readonly url: string; readonly token: string } | { readonly kind: 'metadata'; readonly url: string };
  /** What is put in besides, such as secrets. */
  readonly injected: Readonly<Record<string, string>>;
}

/** What would lead an SDK to other credentials or past the gate. */
const displaced: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_CREDENTIAL_SCOPE',
  'AWS_ACCOUNT_ID',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_SDK_LOAD_CONFIG',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_BEARER_TOKEN_BEDROCK',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'AWS_SSO_START_URL',
]);
const displacedPrefixes = ['AWS_CONTAINER_', 'AWS_EC2_METADATA_', 'AWS_ENDPOINT_URL', 'ASSENT_'];

const proxyVariables: ReadonlySet<string> = new Set(['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']);

/** The environment of the program: the parent's, without other credentials and endpoints and without what configures this command,
 * and with the gate and the role. */
export function childEnvironment(parent: Variables, { endpoint, region, configFile, credentials, injected }: ChildSettings): Record<string, string> {
  const kept = Object.entries(parent).filter((entry): entry is [string, string] => entry[1] !== undefined && !isDisplaced(entry[0].toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    ...besidesProxies(parent, endpoint),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: configFile,
    ...(credentials.kind === 'container'
      ? { AWS_CONTAINER_CREDENTIALS_FULL_URI: credentials.url, AWS_CONTAINER_AUTHORIZATION_TOKEN: credentials.token, AWS_EC2_METADATA_DISABLED: 'true' }
      : { AWS_EC2_METADATA_SERVICE_ENDPOINT: credentials.url, AWS_EC2_METADATA_V1_DISABLED: 'true' }),
    ...injected,
  };
}

const isDisplaced = (name: string): boolean => displaced.has(name) || displacedPrefixes.some((prefix) => name.startsWith(prefix));

/** A proxy is not asked for what listens on this machine. */
function besidesProxies(parent: Variables, endpoint: string): Record<string, string> {
  if (!Object.keys(parent).some((name) => proxyVariables.has(name.toUpperCase()))) return {};
  const hosts = [...(parent['NO_PROXY'] ?? parent['no_proxy'] ?? '').split(','), '127.0.0.1', new URL(endpoint).hostname].filter((host) => host !== '');
  const list = [...new Set(hosts)].join(',');
  return { NO_PROXY: list, no_proxy: list };
}
