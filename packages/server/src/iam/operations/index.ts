import type { Operations } from '../../operation/operation.ts';
import { acceptDelegationRequest } from './accept-delegation-request.ts';
import { addClientIDToOpenIDConnectProvider } from './add-client-id-to-open-id-connect-provider.ts';
import { addRoleToInstanceProfile } from './add-role-to-instance-profile.ts';
import { addUserToGroup } from './add-user-to-group.ts';
import { associateDelegationRequest } from './associate-delegation-request.ts';
import { attachGroupPolicy } from './attach-group-policy.ts';
import { attachRolePolicy } from './attach-role-policy.ts';
import { attachUserPolicy } from './attach-user-policy.ts';
import { createAccessKey } from './create-access-key.ts';
import { createAccountAlias } from './create-account-alias.ts';
import { createDelegationRequest } from './create-delegation-request.ts';
import { createGroup } from './create-group.ts';
import { createInstanceProfile } from './create-instance-profile.ts';
import { createOpenIDConnectProvider } from './create-open-id-connect-provider.ts';
import { createPolicy } from './create-policy.ts';
import { createPolicyVersion } from './create-policy-version.ts';
import { createRole } from './create-role.ts';
import { createSAMLProvider } from './create-saml-provider.ts';
import { createUser } from './create-user.ts';
import { deleteAccessKey } from './delete-access-key.ts';
import { deleteAccountAlias } from './delete-account-alias.ts';
import { deleteGroup } from './delete-group.ts';
import { deleteGroupPolicy } from './delete-group-policy.ts';
import { deleteInstanceProfile } from './delete-instance-profile.ts';
import { deleteOpenIDConnectProvider } from './delete-open-id-connect-provider.ts';
import { deletePolicy } from './delete-policy.ts';
import { deletePolicyVersion } from './delete-policy-version.ts';
import { deleteRole } from './delete-role.ts';
import { deleteRolePermissionsBoundary } from './delete-role-permissions-boundary.ts';
import { deleteRolePolicy } from './delete-role-policy.ts';
import { deleteSAMLProvider } from './delete-saml-provider.ts';
import { deleteUser } from './delete-user.ts';
import { deleteUserPermissionsBoundary } from './delete-user-permissions-boundary.ts';
import { deleteUserPolicy } from './delete-user-policy.ts';
import { detachGroupPolicy } from './detach-group-policy.ts';
import { detachRolePolicy } from './detach-role-policy.ts';
import { detachUserPolicy } from './detach-user-policy.ts';
import { disableOrganizationsRootCredentialsManagement } from './disable-organizations-root-credentials-management.ts';
import { disableOrganizationsRootSessions } from './disable-organizations-root-sessions.ts';
import { disableOutboundWebIdentityFederation } from './disable-outbound-web-identity-federation.ts';
import { enableOrganizationsRootCredentialsManagement } from './enable-organizations-root-credentials-management.ts';
import { enableOrganizationsRootSessions } from './enable-organizations-root-sessions.ts';
import { enableOutboundWebIdentityFederation } from './enable-outbound-web-identity-federation.ts';
import { getAccessKeyLastUsed } from './get-access-key-last-used.ts';
import { getAccountAuthorizationDetails } from './get-account-authorization-details.ts';
import { getAccountProperties } from './get-account-properties.ts';
import { getAccountSummary } from './get-account-summary.ts';
import { getDelegationRequest } from './get-delegation-request.ts';
import { getGroup } from './get-group.ts';
import { getGroupPolicy } from './get-group-policy.ts';
import { getHumanReadableSummary } from './get-human-readable-summary.ts';
import { getInstanceProfile } from './get-instance-profile.ts';
import { getOpenIDConnectProvider } from './get-open-id-connect-provider.ts';
import { getOutboundWebIdentityFederationInfo } from './get-outbound-web-identity-federation-info.ts';
import { getPolicy } from './get-policy.ts';
import { getPolicyVersion } from './get-policy-version.ts';
import { getRole } from './get-role.ts';
import { getRolePolicy } from './get-role-policy.ts';
import { getSAMLProvider } from './get-saml-provider.ts';
import { getUser } from './get-user.ts';
import { getUserPolicy } from './get-user-policy.ts';
import { listAccessKeys } from './list-access-keys.ts';
import { listAccountAliases } from './list-account-aliases.ts';
import { listAttachedGroupPolicies } from './list-attached-group-policies.ts';
import { listAttachedRolePolicies } from './list-attached-role-policies.ts';
import { listAttachedUserPolicies } from './list-attached-user-policies.ts';
import { listDelegationRequests } from './list-delegation-requests.ts';
import { listEntitiesForPolicy } from './list-entities-for-policy.ts';
import { listGroupPolicies } from './list-group-policies.ts';
import { listGroups } from './list-groups.ts';
import { listGroupsForUser } from './list-groups-for-user.ts';
import { listInstanceProfileTags } from './list-instance-profile-tags.ts';
import { listInstanceProfiles } from './list-instance-profiles.ts';
import { listInstanceProfilesForRole } from './list-instance-profiles-for-role.ts';
import { listOpenIDConnectProviderTags } from './list-open-id-connect-provider-tags.ts';
import { listOpenIDConnectProviders } from './list-open-id-connect-providers.ts';
import { listOrganizationsFeatures } from './list-organizations-features.ts';
import { listPolicies } from './list-policies.ts';
import { listPolicyTags } from './list-policy-tags.ts';
import { listPolicyVersions } from './list-policy-versions.ts';
import { listRolePolicies } from './list-role-policies.ts';
import { listRoleTags } from './list-role-tags.ts';
import { listRoles } from './list-roles.ts';
import { listSAMLProviderTags } from './list-saml-provider-tags.ts';
import { listSAMLProviders } from './list-saml-providers.ts';
import { listUserPolicies } from './list-user-policies.ts';
import { listUserTags } from './list-user-tags.ts';
import { listUsers } from './list-users.ts';
import { putAccountProperties } from './put-account-properties.ts';
import { putGroupPolicy } from './put-group-policy.ts';
import { putRolePermissionsBoundary } from './put-role-permissions-boundary.ts';
import { putRolePolicy } from './put-role-policy.ts';
import { putUserPermissionsBoundary } from './put-user-permissions-boundary.ts';
import { putUserPolicy } from './put-user-policy.ts';
import { rejectDelegationRequest } from './reject-delegation-request.ts';
import { removeClientIDFromOpenIDConnectProvider } from './remove-client-id-from-open-id-connect-provider.ts';
import { removeRoleFromInstanceProfile } from './remove-role-from-instance-profile.ts';
import { removeUserFromGroup } from './remove-user-from-group.ts';
import { sendDelegationToken } from './send-delegation-token.ts';
import { setDefaultPolicyVersion } from './set-default-policy-version.ts';
import { setSecurityTokenServicePreferences } from './set-security-token-service-preferences.ts';
import { tagInstanceProfile } from './tag-instance-profile.ts';
import { tagOpenIDConnectProvider } from './tag-open-id-connect-provider.ts';
import { tagPolicy } from './tag-policy.ts';
import { tagRole } from './tag-role.ts';
import { tagSAMLProvider } from './tag-saml-provider.ts';
import { tagUser } from './tag-user.ts';
import { untagInstanceProfile } from './untag-instance-profile.ts';
import { untagOpenIDConnectProvider } from './untag-open-id-connect-provider.ts';
import { untagPolicy } from './untag-policy.ts';
import { untagRole } from './untag-role.ts';
import { untagSAMLProvider } from './untag-saml-provider.ts';
import { untagUser } from './untag-user.ts';
import { updateAccessKey } from './update-access-key.ts';
import { updateAssumeRolePolicy } from './update-assume-role-policy.ts';
import { updateDelegationRequest } from './update-delegation-request.ts';
import { updateGroup } from './update-group.ts';
import { updateOpenIDConnectProviderThumbprint } from './update-open-id-connect-provider-thumbprint.ts';
import { updateRole } from './update-role.ts';
import { updateRoleDescription } from './update-role-description.ts';
import { updateSAMLProvider } from './update-saml-provider.ts';
import { updateUser } from './update-user.ts';

/** The operations of IAM that are served, by name. */
export const iamOperations: Operations = {
  AcceptDelegationRequest: acceptDelegationRequest,
  AddClientIDToOpenIDConnectProvider: addClientIDToOpenIDConnectProvider,
  AddRoleToInstanceProfile: addRoleToInstanceProfile,
  AddUserToGroup: addUserToGroup,
  AssociateDelegationRequest: associateDelegationRequest,
  AttachGroupPolicy: attachGroupPolicy,
  AttachRolePolicy: attachRolePolicy,
  AttachUserPolicy: attachUserPolicy,
  CreateAccessKey: createAccessKey,
  CreateAccountAlias: createAccountAlias,
  CreateDelegationRequest: createDelegationRequest,
  CreateGroup: createGroup,
  CreateInstanceProfile: createInstanceProfile,
  CreateOpenIDConnectProvider: createOpenIDConnectProvider,
  CreatePolicy: createPolicy,
  CreatePolicyVersion: createPolicyVersion,
  CreateRole: createRole,
  CreateSAMLProvider: createSAMLProvider,
  CreateUser: createUser,
  DeleteAccessKey: deleteAccessKey,
  DeleteAccountAlias: deleteAccountAlias,
  DeleteGroup: deleteGroup,
  DeleteGroupPolicy: deleteGroupPolicy,
  DeleteInstanceProfile: deleteInstanceProfile,
  DeleteOpenIDConnectProvider: deleteOpenIDConnectProvider,
  DeletePolicy: deletePolicy,
  DeletePolicyVersion: deletePolicyVersion,
  DeleteRole: deleteRole,
  DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
  DeleteRolePolicy: deleteRolePolicy,
  DeleteSAMLProvider: deleteSAMLProvider,
  DeleteUser: deleteUser,
  DeleteUserPermissionsBoundary: deleteUserPermissionsBoundary,
  DeleteUserPolicy: deleteUserPolicy,
  DetachGroupPolicy: detachGroupPolicy,
  DetachRolePolicy: detachRolePolicy,
  DetachUserPolicy: detachUserPolicy,
  DisableOrganizationsRootCredentialsManagement: disableOrganizationsRootCredentialsManagement,
  DisableOrganizationsRootSessions: disableOrganizationsRootSessions,
  DisableOutboundWebIdentityFederation: disableOutboundWebIdentityFederation,
  EnableOrganizationsRootCredentialsManagement: enableOrganizationsRootCredentialsManagement,
  EnableOrganizationsRootSessions: enableOrganizationsRootSessions,
  EnableOutboundWebIdentityFederation: enableOutboundWebIdentityFederation,
  GetAccessKeyLastUsed: getAccessKeyLastUsed,
  GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
  GetAccountProperties: getAccountProperties,
  GetAccountSummary: getAccountSummary,
  GetDelegationRequest: getDelegationRequest,
  GetGroup: getGroup,
  GetGroupPolicy: getGroupPolicy,
  GetHumanReadableSummary: getHumanReadableSummary,
  GetInstanceProfile: getInstanceProfile,
  GetOpenIDConnectProvider: getOpenIDConnectProvider,
  GetOutboundWebIdentityFederationInfo: getOutboundWebIdentityFederationInfo,
  GetPolicy: getPolicy,
  GetPolicyVersion: getPolicyVersion,
  GetRole: getRole,
  GetRolePolicy: getRolePolicy,
  GetSAMLProvider: getSAMLProvider,
  GetUser: getUser,
  GetUserPolicy: getUserPolicy,
  ListAccessKeys: listAccessKeys,
  ListAccountAliases: listAccountAliases,
  ListAttachedGroupPolicies: listAttachedGroupPolicies,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  ListAttachedUserPolicies: listAttachedUserPolicies,
  ListDelegationRequests: listDelegationRequests,
  ListEntitiesForPolicy: listEntitiesForPolicy,
  ListGroupPolicies: listGroupPolicies,
  ListGroups: listGroups,
  ListGroupsForUser: listGroupsForUser,
  ListInstanceProfileTags: listInstanceProfileTags,
  ListInstanceProfiles: listInstanceProfiles,
  ListInstanceProfilesForRole: listInstanceProfilesForRole,
  ListOpenIDConnectProviderTags: listOpenIDConnectProviderTags,
  ListOpenIDConnectProviders: listOpenIDConnectProviders,
  ListOrganizationsFeatures: listOrganizationsFeatures,
  ListPolicies: listPolicies,
  ListPolicyTags: listPolicyTags,
  ListPolicyVersions: listPolicyVersions,
  ListRolePolicies: listRolePolicies,
  ListRoleTags: listRoleTags,
  ListRoles: listRoles,
  ListSAMLProviderTags: listSAMLProviderTags,
  ListSAMLProviders: listSAMLProviders,
  ListUserPolicies: listUserPolicies,
  ListUserTags: listUserTags,
  ListUsers: listUsers,
  PutAccountProperties: putAccountProperties,
  PutGroupPolicy: putGroupPolicy,
  PutRolePermissionsBoundary: putRolePermissionsBoundary,
  PutRolePolicy: putRolePolicy,
  PutUserPermissionsBoundary: putUserPermissionsBoundary,
  PutUserPolicy: putUserPolicy,
  RejectDelegationRequest: rejectDelegationRequest,
  RemoveClientIDFromOpenIDConnectProvider: removeClientIDFromOpenIDConnectProvider,
  RemoveRoleFromInstanceProfile: removeRoleFromInstanceProfile,
  RemoveUserFromGroup: removeUserFromGroup,
  SendDelegationToken: sendDelegationToken,
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
  SetSecurityTokenServicePreferences: setSecurityTokenServicePreferences,
  TagInstanceProfile: tagInstanceProfile,
  TagOpenIDConnectProvider: tagOpenIDConnectProvider,
  TagPolicy: tagPolicy,
  TagRole: tagRole,
  TagSAMLProvider: tagSAMLProvider,
  TagUser: tagUser,
  UntagInstanceProfile: untagInstanceProfile,
  UntagOpenIDConnectProvider: untagOpenIDConnectProvider,
  UntagPolicy: untagPolicy,
  UntagRole: untagRole,
  UntagSAMLProvider: untagSAMLProvider,
  UntagUser: untagUser,
  UpdateAccessKey: updateAccessKey,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  UpdateDelegationRequest: updateDelegationRequest,
  UpdateGroup: updateGroup,
  UpdateOpenIDConnectProviderThumbprint: updateOpenIDConnectProviderThumbprint,
  UpdateRole: updateRole,
  UpdateRoleDescription: updateRoleDescription,
  UpdateSAMLProvider: updateSAMLProvider,
  UpdateUser: updateUser,
};
