/** Where an operation that is served differs from AWS's, each with the reason: the rows of `docs/operations.md`. */
export const differences: Readonly<Record<string, string>> = {
  'iam:CreateAccountAlias': 'another alias replaces the first (D60)',
  'iam:CreateServiceLinkedRole': 'knows the 71 services whose roles were recorded; of Lex V1 the policy is not public',
  'iam:DeleteServiceLinkedRole': 'done at once: nothing here uses such a role on its own',
  'iam:GenerateOrganizationsAccessReport': 'complete at once; from the decisions taken here',
  'iam:GenerateServiceLastAccessedDetails': 'complete at once; from the decisions taken here',
  'iam:GetPolicyVersion': 'of AWS managed policies the default version alone: public data has no others',
  'iam:GetServiceLastAccessedDetails': 'every action that was asked for counts as tracked',
  'iam:ListPolicyVersions': 'of AWS managed policies the default version alone: public data has no others',
  'iam:SimulateCustomPolicy': 'without `CallerArn` nobody in particular calls; work for a page is bounded',
  'iam:SimulatePrincipalPolicy': 'a role is simulated as a session of it; work for a page is bounded',
  'iam:UpdateRole': 'of a service-linked role the description alone, as the User Guide says',
  'organizations:CreateAccount': 'ended at the next question: there is nothing to wait for',
  'sts:AssumeRole': '`ProvidedContexts` is refused: nobody vouches for them here',
};

/** What a model has and this server does not serve, with the reason; everything else is served. */
export const notServed: Readonly<Record<string, string>> = {
};
