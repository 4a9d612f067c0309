import { ApiError } from '../wire/api-error.ts';

/** Errors of Organizations that say nothing but their name, in AWS's words (organizations-api.md sections 4–6). */
const messages = {
  AccountAlreadyClosedException: 'The provided account is already closed.',
  AccountAlreadyRegisteredException: 'The provided account is already a delegated administrator for your organization.',
  AccountNotFoundException: "You specified an account that doesn't exist.",
  AccountNotRegisteredException: 'The provided account is not a registered delegated administrator for your organization.',
  AlreadyInOrganizationException: 'The AWS account is already a member of an organization.',
  AWSOrganizationsNotInUseException: 'Your account is not a member of an organization.',
  ChildNotFoundException: "You specified a child that doesn't exist.",
  CreateAccountStatusNotFoundException: "We can't find a create account request with the specified identifier.",
  DestinationParentNotFoundException: "You specified a destination parent that doesn't exist.",
  DuplicateAccountException: 'That account is already present in the specified destination.',
  DuplicateHandshakeException: 'A handshake with the same action and target already exists.',
  DuplicateOrganizationalUnitException: 'An OU with the same name already exists.',
  DuplicatePolicyAttachmentException: 'The policy is already attached to the specified target.',
  DuplicatePolicyException: 'A policy with the same name already exists.',
  EffectivePolicyNotFoundException: 'There is no effective policy of the specified type for the account.',
  HandshakeAlreadyInStateException: 'The specified handshake is already in the requested state.',
  HandshakeNotFoundException: "You specified a handshake that doesn't exist.",
  InvalidHandshakeTransitionException: "You can't perform the operation on the handshake in its current state.",
  InvalidResponsibilityTransferTransitionException: "The responsibility transfer can't transition to the requested state because it's not in a valid state for this operation.",
  MalformedPolicyDocumentException: 'The provided policy document does not meet the requirements of the specified policy type.',
  MasterCannotLeaveOrganizationException: "You can't remove a management account from an organization.",
  OrganizationalUnitNotEmptyException: 'The specified organizational unit is not empty.',
  OrganizationalUnitNotFoundException: "You specified an organizational unit that doesn't exist.",
  OrganizationNotEmptyException: 'To delete an organization you must first remove all member accounts, organizational units and policies.',
  ParentNotFoundException: "You specified a parent that doesn't exist.",
  PolicyInUseException: 'The policy is attached to one or more entities. You must detach it before you perform this operation.',
  PolicyNotAttachedException: 'The policy is not attached to the specified target.',
  PolicyNotFoundException: "You specified a policy that doesn't exist.",
  PolicyTypeAlreadyEnabledException: 'The specified policy type is already enabled.',
  PolicyTypeNotAvailableForOrganizationException: 'The specified policy type is not available with the feature set of this organization.',
  PolicyTypeNotEnabledException: 'This operation can be performed only for enabled policy types.',
  ResourcePolicyNotFoundException: 'No resource policy was found.',
  ResponsibilityTransferAlreadyInStatusException: 'The responsibility transfer is already in the status that you specified.',
  ResponsibilityTransferNotFoundException: "We can't find a transfer that you specified.",
  RootNotFoundException: "You specified a root that doesn't exist.",
  SourceParentNotFoundException: "You specified a source parent that doesn't exist.",
  TargetNotFoundException: "You specified a target that doesn't exist.",
} as const;

export type OrganizationFault = keyof typeof messages;

export const organizationFault = (code: OrganizationFault): ApiError => new ApiError(code, messages[code]);

/** R23.12 */
export const noOrganizationAccess = (): ApiError => new ApiError('AccessDeniedException', "You don't have permissions to access this resource.");

export const invalidInput = (Reason: string, message: string): ApiError => new ApiError('InvalidInputException', message, { fields: { Reason } });

const constraintMessages = {
  ACCOUNT_CANNOT_LEAVE_ORGANIZATION: 'The account cannot leave the organization.',
  ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS: 'You cannot delete the organization while a responsibility transfer is pending or in progress.',
  CANNOT_CLOSE_MANAGEMENT_ACCOUNT: 'You cannot close the management account of the organization.',
  CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR: 'You cannot register the management account of the organization as a delegated administrator for an AWS service integrated with Organizations.',
  CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR: 'You cannot register a suspended account as a delegated administrator.',
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: 'You must deregister the account as a delegated administrator before it can leave the organization.',
  MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED: 'The management account has no associated account in the AWS GovCloud (US) Region.',
  MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: 'You have attached the maximum number of policies to the specified target.',
  MAX_TAG_LIMIT_EXCEEDED: 'You have exceeded the number of tags allowed on this resource.',
  MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: 'You cannot remove the last policy of the specified type from the target.',
  ORGANIZATION_NOT_IN_ALL_FEATURES_MODE: 'This operation requires that all features are enabled in the organization.',
  OU_DEPTH_LIMIT_EXCEEDED: 'You have exceeded the depth of the organizational unit tree.',
  OU_NUMBER_LIMIT_EXCEEDED: 'You have exceeded the number of organizational units allowed in the organization.',
  POLICY_CONTENT_LIMIT_EXCEEDED: 'You have exceeded the maximum policy size',
  POLICY_NUMBER_LIMIT_EXCEEDED: 'You have exceeded the number of policies allowed in the organization.',
  POLICY_TYPE_ENABLED_FOR_THIS_SERVICE: 'You must disable the policy type of the service before you disable access for it.',
  SERVICE_ACCESS_NOT_ENABLED: 'You must enable access for the service before you perform this operation.',
  TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED: 'Only the organization that the responsibility was transferred to can update the transfer.',
  WAIT_PERIOD_ACTIVE: 'An account that was created in the organization can leave it 7 days after its creation.',
} as const;

export const constraintViolation = (Reason: keyof typeof constraintMessages): ApiError =>
  new ApiError('ConstraintViolationException', constraintMessages[Reason], { fields: { Reason } });

const handshakeConstraintMessages = {
  ALREADY_IN_AN_ORGANIZATION: 'The account is already a member of an organization.',
  INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: 'You cannot invite accounts while the organization is enabling all features.',
  ORGANIZATION_ALREADY_HAS_ALL_FEATURES: 'The organization already has all features enabled.',
  ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: 'The organization is already enabling all features.',
  RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: 'A responsibility transfer between these organizations already exists.',
  SOURCE_AND_TARGET_CANNOT_MATCH: 'The source and the target of a responsibility transfer cannot be the same.',
  TARGET_ACCOUNT_VALIDATION_FAILURE: 'The target is not the management account of an organization.',
} as const;

export const handshakeConstraintViolation = (Reason: keyof typeof handshakeConstraintMessages): ApiError =>
  new ApiError('HandshakeConstraintViolationException', handshakeConstraintMessages[Reason], { fields: { Reason } });
