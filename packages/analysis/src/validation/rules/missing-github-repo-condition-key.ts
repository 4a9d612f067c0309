import { githubHost, oidcPrincipals } from '../identity-provider.ts';
import type { Rule } from '../rule.ts';

export const missingGithubRepoConditionKey: Rule = {
  code: 'MISSING_GITHUB_REPO_CONDITION_KEY',
  type: 'SECURITY_WARNING',
  kinds: ['trust'],
  meaning: 'Trust in GitHub\'s OIDC provider without a condition on the subject.',
  remedy: 'Test `token.actions.githubusercontent.com:sub` for the repository.',
  *check(policy) {
    for (const statement of policy.statements) {
      for (const { entry, host } of oidcPrincipals(statement)) {
        const named = statement.conditions.some(({ key }) => /^token\.actions\.githubusercontent\.com:(?:sub|repository|repository_id|job_workflow_ref|repository_owner|repository_owner_id)$/i.test(key));
        if (host.toLowerCase() === githubHost && !named) yield { details: 'Every workflow of every repository on GitHub may assume the role.', places: [entry] };
      }
    }
  },
};
