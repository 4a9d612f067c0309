import { conditionsOf } from '../../view/walk.ts';
import { githubHost } from '../identity-provider.ts';
import { isPattern } from '../resource-arn.ts';
import type { Rule } from '../rule.ts';

/** Whether a subject leaves open which repository of which owner it is, or everything behind that. */
function isOpen(subject: string): boolean {
  const [kind = '', repository = '', ...rest] = subject.split(':');
  if (isPattern(kind)) return true;
  return kind === 'repo' && (isPattern(repository) || rest.join(':').startsWith('*'));
}

export const specificGithubRepoAndBranchRecommended: Rule = {
  code: 'SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED',
  type: 'WARNING',
  kinds: ['trust'],
  meaning: 'The GitHub OIDC subject has a wildcard where repository and branch should stand.',
  remedy: 'Name the repository and the branch: `repo:org/name:ref:refs/heads/main`.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.key.toLowerCase() !== `${githubHost}:sub`) continue;
      for (const value of condition.values) if (isOpen(value.value)) yield { details: `\`${value.value}\` lets in workflows of more than one repository or branch.`, places: [value] };
    }
  },
};
