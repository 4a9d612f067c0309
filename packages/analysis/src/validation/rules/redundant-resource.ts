import { compileArnContainer } from '../../pattern/arn-containment.ts';
import { redundantEntries } from '../redundancy.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const redundantResource: Rule = {
  code: 'REDUNDANT_RESOURCE',
  type: 'SUGGESTION',
  kinds: allButTrust,
  meaning: 'A resource pattern is wholly covered by others in the list.',
  remedy: 'Remove the resources that others of the list cover.',
  *check(policy) {
    for (const { resources } of policy.statements) for (const { texts } of resources) yield* redundantEntries(texts, compileArnContainer, 'resource');
  },
};
