const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';

/** Pages of AWS on what our own findings are about. */
export const readOn = {
  leastPrivilege: `${guide}best-practices.html#grant-least-privilege`,
  conditions: `${guide}best-practices.html#use-policy-conditions`,
  confusedDeputy: `${guide}confused-deputy.html`,
  notAction: `${guide}reference_policies_elements_notaction.html`,
  notResource: `${guide}reference_policies_elements_notresource.html`,
  principal: `${guide}reference_policies_elements_principal.html`,
  passRole: `${guide}id_roles_use_passrole.html`,
  oidc: `${guide}id_roles_providers_create_oidc.html`,
  credentials: `${guide}best-practices.html#bp-workloads-use-roles`,
  mfa: `${guide}best-practices.html#enable-mfa-for-privileged-users`,
  unused: `${guide}best-practices.html#remove-credentials`,
  inline: `${guide}access_policies_managed-vs-inline.html`,
  lambdaRole: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  taskRole: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
} as const;
