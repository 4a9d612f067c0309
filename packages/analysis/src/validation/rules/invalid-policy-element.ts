import type { ElementView } from '../../view/policy-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

const documentElements = ['Version', 'Id', 'Statement'];
const statementElements = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

const strangers = (elements: readonly ElementView[], known: readonly string[]): readonly ElementView[] => elements.filter(({ name }) => !known.includes(name));

export const invalidPolicyElement: Rule = {
  code: 'INVALID_POLICY_ELEMENT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'An unknown element name in the document or a statement.',
  remedy: 'Remove the element, or write its name in exact letter case.',
  *check(policy) {
    for (const { name, key } of [...strangers(policy.elements, documentElements), ...policy.statements.flatMap(({ elements }) => strangers(elements, statementElements))]) {
      yield { details: `There is no policy element \`${name}\` here.`, places: [key] };
    }
  },
};
