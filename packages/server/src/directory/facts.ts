/** What decisions and answers need of the directory, as values that are replaced and never changed. ARNs of policies are
 * in the store's one partition. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface InlinePolicy {
  readonly name: string;
  readonly document: string;
}

export interface AccountFacts {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: number;
  readonly alias: string | undefined;
  /** Whether its password policy lets users change their own passwords (R21.26). */
  readonly usersMayChangePassword: boolean;
  /** Where it is a member of an organization. */
  readonly membership: { readonly organization: string; readonly parent: string } | undefined;
}

export interface AccessKeyFacts {
  readonly id: string;
  readonly account: string;
  /** Absent for a key of the account root. */
  readonly user: string | undefined;
  readonly sealedSecret: Uint8Array;
  readonly active: boolean;
}

interface Holder {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly path: string;
  readonly attached: readonly string[];
  readonly inline: readonly InlinePolicy[];
}

export interface UserFacts extends Holder {
  readonly kind: 'user';
  readonly createdAt: number;
  readonly passwordLastUsed: number | undefined;
  readonly boundary: string | undefined;
  readonly tags: readonly Tag[];
  readonly groups: readonly string[];
}

export interface GroupFacts extends Holder {
  readonly kind: 'group';
}

export interface RoleFacts extends Holder {
  readonly kind: 'role';
  readonly createdAt: number;
  readonly description: string | undefined;
  /** As the store knew it when the facts were read; `Usage` knows what came after. */
  readonly lastUsed: { readonly at: number; readonly region: string } | undefined;
  readonly boundary: string | undefined;
  readonly tags: readonly Tag[];
  readonly trustPolicy: string;
  /** The user and role ARNs of the trust policy, with the unique id each stood for when it was saved (R7.3). */
  readonly trustPrincipals: Readonly<Record<string, string>>;
  readonly maxSessionDuration: number;
}

export interface PolicyFacts {
  readonly kind: 'policy';
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  readonly path: string;
  readonly tags: readonly Tag[];
  /** The text of the default version. */
  readonly document: string;
}

export interface InstanceProfileFacts {
  readonly kind: 'instanceProfile';
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly path: string;
  readonly tags: readonly Tag[];
}

export interface MfaDeviceFacts {
  /** The serial number: the ARN in the store's partition. */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly path: string;
  /** Whose it is: a user's id, or the account's for its root; absent while it is not enabled. */
  readonly owner: string | undefined;
  readonly sealedSeed: Uint8Array;
  readonly lastStep: number;
  readonly drift: number;
  readonly tags: readonly Tag[];
}

export interface ServerCertificateFacts {
  readonly kind: 'serverCertificate';
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly path: string;
  readonly tags: readonly Tag[];
}

export interface ServiceCredentialFacts {
  readonly id: string;
  readonly account: string;
  readonly user: string;
  readonly service: string;
}

export interface OrganizationFacts {
  readonly id: string;
  readonly managementAccount: string;
  readonly rootId: string;
  readonly allFeatures: boolean;
}
