import type { HandshakeRow, OrganizationPolicyType } from '../store/tables/organizations.ts';

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
  readonly closed: boolean;
  readonly tags: readonly Tag[];
  readonly membership: MembershipFacts | undefined;
}

/** Where an account stands in an organization. */
export interface MembershipFacts {
  readonly organization: string;
  /** The root or an organizational unit. */
  readonly parent: string;
  /** The control policies attached to the account itself. */
  readonly controls: ControlAttachments;
}

/** Ids of the service and resource control policies attached to a root, organizational unit or account, AWS's own among
 * them. */
export interface ControlAttachments {
  readonly service: readonly string[];
  readonly resource: readonly string[];
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
  /** The id of the role in it. */
  readonly role: string | undefined;
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

export interface OidcProviderFacts {
  readonly kind: 'oidcProvider';
  /** The ARN, which is all the identity that a provider has. */
  readonly id: string;
  readonly account: string;
  /** Host and path, without the scheme. */
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly createdAt: number;
  readonly tags: readonly Tag[];
}

export interface SamlProviderFacts {
  readonly kind: 'samlProvider';
  /** The ARN. */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly uuid: string;
  readonly validUntil: number;
  readonly encryptionMode: 'Required' | 'Allowed' | undefined;
  readonly createdAt: number;
  readonly tags: readonly Tag[];
}

export interface OrganizationFacts {
  readonly kind: 'organization';
  readonly id: string;
  readonly managementAccount: string;
  readonly rootId: string;
  readonly allFeatures: boolean;
  /** Enabled ones. */
  readonly policyTypes: readonly OrganizationPolicyType[];
  /** Of the root. */
  readonly controls: ControlAttachments;
  readonly rootTags: readonly Tag[];
  readonly resourcePolicy: OrganizationResourcePolicyFacts | undefined;
  /** Accounts that are registered for some service. */
  readonly delegatedAdministrators: readonly string[];
}

export interface OrganizationResourcePolicyFacts {
  readonly id: string;
  readonly content: string;
  readonly principals: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
}

export interface OrganizationalUnitFacts {
  readonly kind: 'organizationalUnit';
  readonly id: string;
  readonly organization: string;
  readonly parent: string;
  readonly controls: ControlAttachments;
  readonly tags: readonly Tag[];
}

/** A policy of an organization that a customer wrote. */
export interface OrganizationPolicyFacts {
  readonly kind: 'organizationPolicy';
  readonly id: string;
  readonly organization: string;
  readonly type: OrganizationPolicyType;
  /** Of control policies, which decide; absent for the others. */
  readonly content: string | undefined;
  readonly tags: readonly Tag[];
}

export interface HandshakeFacts {
  readonly kind: 'handshake';
  readonly id: string;
  readonly organization: string;
  readonly action: HandshakeRow['action'];
}

export interface ResponsibilityTransferFacts {
  readonly kind: 'responsibilityTransfer';
  readonly id: string;
  readonly sourceOrganization: string;
  readonly targetOrganization: string;
  readonly tags: readonly Tag[];
}

/** The users and roles that a stored document names, as they were written, each with the unique id it stood for when the
 * document was saved (R7.3). */
export type StoredPrincipals = Readonly<Record<string, string>>;

/** The settings of S3's block public access, of a bucket or of an account (R11.19). */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** A grant on a key of KMS (R11.11). */
export interface KeyGrant {
  readonly id: string;
  /** `AIDA…` or `AROA…` where the grantee was known when the grant was made, else its ARN as it was given. */
  readonly grantee: string;
  /** Who may retire it besides, in the same form. */
  readonly retiring?: string;
  /** Names without a prefix: `Decrypt`. */
  readonly operations: readonly string[];
  readonly encryptionContext?: { readonly kind: 'equals' | 'subset'; readonly pairs: Readonly<Record<string, string>> };
}

/** A policy as it was given, and whom it meant then (R7.3). */
export interface ResourcePolicyText {
  readonly text: string;
  readonly principals: StoredPrincipals;
}

/** What is known of a resource of another service. */
export interface ResourceFacts {
  readonly kind: 'resource';
  /** Its ARN. */
  readonly id: string;
  /** Whose it is. */
  readonly account: string;
  readonly policy: ResourcePolicyText | undefined;
  /** `undefined` where its tags are not known, which is not the same as none. */
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Of a bucket, or of an account's S3. */
  readonly publicAccess: PublicAccessBlock | undefined;
  /** The name of the partition key of a table or an index. */
  readonly partitionKey: string | undefined;
  /** The key that an alias stands for. */
  readonly target: string | undefined;
  /** The roles that a task definition gives to tasks; of a family, those of its last one. */
  readonly roles: readonly string[] | undefined;
  readonly grants: readonly KeyGrant[];
}
