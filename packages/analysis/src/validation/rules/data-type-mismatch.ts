import { itemPlaces } from '../../view/place.ts';
import type { NodePlace, Place } from '../../view/place.ts';
import type { ElementView, PolicyView } from '../../view/policy-view.ts';
import { principalKinds } from '../../view/principal-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

function* mismatches(policy: PolicyView): Generator<{ readonly place: Place; readonly wanted: string }> {
  const { root, elements } = policy;
  if (root.node.type !== 'object') yield { place: policy.whole, wanted: 'an object' };
  for (const element of elements) {
    if ((element.name === 'Version' || element.name === 'Id') && element.node.type !== 'string') yield { place: element, wanted: 'a string' };
    if (element.name !== 'Statement') continue;
    for (const item of itemPlaces(element)) if (item.node.type !== 'object') yield { place: item, wanted: 'an object' };
  }
  for (const { elements: members, principals, blocks } of policy.statements) {
    for (const member of members) yield* memberMismatches(member);
    for (const principal of principals) for (const kind of principalKinds(principal)) yield* listMismatches(kind, false);
    for (const block of blocks) if (block.node.type !== 'object') yield { place: block, wanted: 'an object' };
    for (const { conditions } of blocks) for (const { held } of conditions) yield* valueMismatches(held);
  }
}

function* memberMismatches(member: ElementView): Generator<{ readonly place: Place; readonly wanted: string }> {
  if ((member.name === 'Sid' || member.name === 'Effect') && member.node.type !== 'string') yield { place: member, wanted: 'a string' };
  if (/^(?:Not)?(?:Action|Resource)$/.test(member.name)) yield* listMismatches(member, true);
  if (member.name === 'Condition' && member.node.type !== 'object') yield { place: member, wanted: 'an object' };
}

/** R2.13: `null` in a list of actions or resources is tolerated. */
function* listMismatches(list: NodePlace, nullAllowed: boolean): Generator<{ readonly place: Place; readonly wanted: string }> {
  for (const item of itemPlaces(list)) {
    if (item.node.type === 'string' || (nullAllowed && item.node.type === 'null' && list.node.type === 'array')) continue;
    yield { place: item, wanted: 'a string or a list of strings' };
  }
}

function* valueMismatches(held: NodePlace): Generator<{ readonly place: Place; readonly wanted: string }> {
  for (const item of itemPlaces(held)) {
    if (item.node.type === 'object' || item.node.type === 'array' || item.node.type === 'null') yield { place: item, wanted: 'a string, a number, a truth value or a list of these' };
  }
}

export const dataTypeMismatch: Rule = {
  code: 'DATA_TYPE_MISMATCH',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A JSON value has the wrong JSON type for the place where it stands.',
  remedy: 'Write a value of the type that the element takes: texts in quotes, lists in brackets.',
  *check(policy) {
    for (const { place, wanted } of mismatches(policy)) yield { details: `The value has the wrong type: ${wanted} is expected here.`, places: [place] };
  },
};
