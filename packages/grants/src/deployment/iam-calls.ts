/** A tag of IAM's. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What is read of the answer of GetAccountAuthorizationDetails. */
export interface AuthorizationDetails {
  readonly RoleDetailList?: readonly HolderDetails[] | undefined;
  readonly UserDetailList?: readonly HolderDetails[] | undefined;
  readonly GroupDetailList?: readonly HolderDetails[] | undefined;
  readonly Policies?: readonly PolicyDetails[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

interface InlinePolicy {
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
}

/** A role, user or group. */
export interface HolderDetails {
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly UserName?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly AssumeRolePolicyDocument?: string | undefined;
  readonly RolePolicyList?: readonly InlinePolicy[] | undefined;
  readonly UserPolicyList?: readonly InlinePolicy[] | undefined;
  readonly GroupPolicyList?: readonly InlinePolicy[] | undefined;
  readonly AttachedManagedPolicies?: readonly { readonly PolicyArn?: string | undefined }[] | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
}

interface PolicyVersion {
  readonly VersionId?: string | undefined;
  readonly Document?: string | undefined;
  readonly IsDefaultVersion?: boolean | undefined;
}

/** A managed policy with its versions. */
export interface PolicyDetails {
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly PolicyVersionList?: readonly PolicyVersion[] | undefined;
}

/** An instance profile. */
export interface InstanceProfileDetails {
  readonly InstanceProfileName?: string | undefined;
  readonly Path?: string | undefined;
  readonly Roles?: readonly { readonly RoleName?: string | undefined }[] | undefined;
}

interface RoleName {
  readonly RoleName: string;
}
interface UserName {
  readonly UserName: string;
}
interface GroupName {
  readonly GroupName: string;
}
interface Named {
  readonly PolicyName: string;
}
interface Document extends Named {
  readonly PolicyDocument: string;
}
interface Attachment {
  readonly PolicyArn: string;
}
interface Profile {
  readonly InstanceProfileName: string;
}

/** What is needed of IAM: `new IAM({ … })` of `@aws-sdk/client-iam` is one. */
export interface IamCalls {
  getAccountAuthorizationDetails(input: { readonly Filter: ('Role' | 'User' | 'Group' | 'LocalManagedPolicy')[]; readonly Marker?: string }): Promise<AuthorizationDetails>;
  listInstanceProfiles(input: { readonly PathPrefix: string; readonly Marker?: string }): Promise<{ readonly InstanceProfiles?: readonly InstanceProfileDetails[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined }>;
  createRole(input: RoleName & { readonly Path: string; readonly AssumeRolePolicyDocument: string; readonly Tags: Tag[] }): Promise<unknown>;
  createUser(input: UserName & { readonly Path: string; readonly Tags: Tag[] }): Promise<unknown>;
  createGroup(input: GroupName & { readonly Path: string }): Promise<unknown>;
  deleteRole(input: RoleName): Promise<unknown>;
  deleteUser(input: UserName): Promise<unknown>;
  updateAssumeRolePolicy(input: RoleName & { readonly PolicyDocument: string }): Promise<unknown>;
  putRolePolicy(input: RoleName & Document): Promise<unknown>;
  putUserPolicy(input: UserName & Document): Promise<unknown>;
  deleteRolePolicy(input: RoleName & Named): Promise<unknown>;
  deleteUserPolicy(input: UserName & Named): Promise<unknown>;
  attachRolePolicy(input: RoleName & Attachment): Promise<unknown>;
  attachUserPolicy(input: UserName & Attachment): Promise<unknown>;
  attachGroupPolicy(input: GroupName & Attachment): Promise<unknown>;
  detachRolePolicy(input: RoleName & Attachment): Promise<unknown>;
  detachUserPolicy(input: UserName & Attachment): Promise<unknown>;
  detachGroupPolicy(input: GroupName & Attachment): Promise<unknown>;
  createPolicy(input: Document & { readonly Path: string }): Promise<unknown>;
  createPolicyVersion(input: Attachment & { readonly PolicyDocument: string; readonly SetAsDefault: boolean }): Promise<unknown>;
  listPolicyVersions(input: Attachment & { readonly Marker?: string }): Promise<{ readonly Versions?: readonly PolicyVersion[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined }>;
  deletePolicyVersion(input: Attachment & { readonly VersionId: string }): Promise<unknown>;
  deletePolicy(input: Attachment): Promise<unknown>;
  createInstanceProfile(input: Profile & { readonly Path: string }): Promise<unknown>;
  deleteInstanceProfile(input: Profile): Promise<unknown>;
  addRoleToInstanceProfile(input: Profile & RoleName): Promise<unknown>;
  removeRoleFromInstanceProfile(input: Profile & RoleName): Promise<unknown>;
}

/** What is needed of STS: whose credentials the clients have. */
export interface StsCalls {
  getCallerIdentity(input: Readonly<Record<never, never>>): Promise<{ readonly Account?: string | undefined }>;
}
