import { itemPlaces } from '../../view/place.ts';
import type { NodePlace } from '../../view/place.ts';
import { elementViews } from '../../view/policy-view.ts';
import type { ElementView, PolicyView } from '../../view/policy-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** R2.2: a key that stands twice in one object; readers of JSON keep one of the two and say nothing. */
function* repeatedKeys(policy: PolicyView): Generator<ElementView> {
  const open: NodePlace[] = [policy.root];
  for (let place = open.pop(); place; place = open.pop()) {
    if (place.node.type === 'array') for (const item of itemPlaces(place)) open.push(item);
    if (place.node.type !== 'object') continue;
    const seen = new Set<string>();
    for (const element of elementViews(place.node, place.path)) {
      if (seen.has(element.name)) yield element;
      seen.add(element.name);
      open.push(element);
    }
  }
}

export const jsonSyntaxError: Rule = {
  code: 'JSON_SYNTAX_ERROR',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The text is not valid JSON (two message forms: with and without a position).',
  remedy: 'Mend the JSON at the place that the finding shows.',
  *check(policy) {
    for (const { name, key } of repeatedKeys(policy)) yield { details: `The key \`${name}\` stands more than once in one object.`, places: [key] };
  },
};
