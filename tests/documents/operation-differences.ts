/** Where an operation that is served differs from AWS's, each with the reason: the rows of `docs/operations.md`. */
export const differences: Readonly<Record<string, string>> = {
  'iam:AcquireRole': 'there is no role template: AWS has them alone, and none is public',
  'iam:CreateAccountAlias': 'another alias replaces the first (D60)',
  'iam:CreateDelegationRequest': 'refused with `AccessDenied`: nobody is a registered provider here',
  'iam:CreateOpenIDConnectProvider': 'thumbprints that are left out stay out: the provider need not be reachable',
  'iam:CreateSAMLProvider': 'metadata as large as a request of 1 MiB',
  'iam:CreateServiceLinkedRole': 'knows the 71 services whose roles were recorded; of Lex V1 the policy is not public',
  'iam:DeleteServiceLinkedRole': 'done at once: nothing here uses such a role on its own',
  'iam:EnableMFADevice': 'virtual devices, and a device of the root by the root itself: there is no console',
  'iam:GenerateCredentialReport': 'there as soon as it was asked for: nothing to wait for',
  'iam:GenerateOrganizationsAccessReport': 'complete at once; from the decisions taken here',
  'iam:GenerateServiceLastAccessedDetails': 'complete at once; from the decisions taken here',
  'iam:GetPolicyVersion': 'of AWS managed policies the default version alone: public data has no others',
  'iam:GetRoleTemplateVersion': 'there is no role template: AWS has them alone, and none is public',
  'iam:GetServiceLastAccessedDetails': 'every action that was asked for counts as tracked',
  'iam:ListPolicyVersions': 'of AWS managed policies the default version alone: public data has no others',
  'iam:SimulateCustomPolicy': 'without `CallerArn` nobody in particular calls; work for a page is bounded',
  'iam:SimulatePrincipalPolicy': 'a role is simulated as a session of it; work for a page is bounded',
  'iam:UpdateRole': 'of a service-linked role the description alone, as the User Guide says',
  'iam:UploadServerCertificate': 'the private key is checked and not kept: nothing here would use it',
  'organizations:CloseAccount': 'closed when it is answered, and stays to be seen',
  'organizations:CreateAccount': 'ended at the next question: there is nothing to wait for',
  'organizations:CreateGovCloudAccount': 'ends in `MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED`, as for accounts that AWS has not paired',
  'sts:AssumeRole': '`ProvidedContexts` is refused: nobody vouches for them here',
  'sts:GetWebIdentityToken': 'issued by this server under its own address',
};

/** What a model has and this server does not serve, with the reason; everything else is served. */
export const notServed: Readonly<Record<string, string>> = {};
