/** ARNs of the directory's entities (R14.6). `path` begins and ends with a slash. */
export const rootArn = (partition: string, account: string): string => `arn:${partition}:iam::${account}:root`;

export type PathedKind = 'user' | 'group' | 'role' | 'policy' | 'instance-profile' | 'mfa' | 'server-certificate';

export const entityArn = (partition: string, account: string, kind: PathedKind, path: string, name: string): string =>
  `arn:${partition}:iam::${account}:${kind}${path}${name}`;

export const sessionArn = (partition: string, account: string, role: string, session: string): string =>
  `arn:${partition}:sts::${account}:assumed-role/${role}/${session}`;

export const federatedUserArn = (partition: string, account: string, name: string): string =>
  `arn:${partition}:sts::${account}:federated-user/${name}`;

/** An ARN of a user or role taken apart; `undefined` for everything else. The path is part of what was written. */
export function parseEntityArn(arn: string): { readonly partition: string; readonly account: string; readonly kind: 'user' | 'role'; readonly path: string; readonly name: string } | undefined {
  const match = /^arn:([^:]+):iam::(\d{12}):(user|role)(\/(?:.*\/)?)([^/]+)$/.exec(arn);
  if (!match) return undefined;
  const [, partition = '', account = '', kind, path = '/', name = ''] = match;
  return { partition, account, kind: kind as 'user' | 'role', path, name };
}

/** The ARN of a managed policy taken apart, in the one partition (`aws`) that the store writes: which partition a caller
 * sees follows from where the call was signed for. `account` is `aws` for the policies that AWS manages. */
export interface PolicyArn {
  readonly arn: string;
  readonly account: string;
  readonly path: string;
  readonly name: string;
}

export function parsePolicyArn(text: string): PolicyArn | undefined {
  const match = /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy(\/(?:[^:]*\/)?)([^/:]+)$/.exec(text);
  if (!match) return undefined;
  const [, account = '', path = '/', name = ''] = match;
  return { arn: `arn:aws:iam::${account}:policy${path}${name}`, account, path, name };
}

/** The same ARN in another partition. */
export const inPartition = (arn: string, partition: string): string => (partition === 'aws' ? arn : arn.replace(/^arn:[^:]*:/, `arn:${partition}:`));

/** The same ARN as the store writes it. */
export const inStore = (arn: string): string => arn.replace(/^arn:aws[a-z-]*:/, 'arn:aws:');

export const oidcProviderArn = (account: string, url: string): string => `arn:aws:iam::${account}:oidc-provider/${url}`;

export const samlProviderArn = (account: string, name: string): string => `arn:aws:iam::${account}:saml-provider/${name}`;
