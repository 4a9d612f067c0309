import type { JsonNode, Locator } from '@assent/policy';
import type { AwsFacts } from '../facts/aws-facts.ts';
import type { Advice } from '../finding/finding.ts';
import { hasUnknownConditions } from '../practice/bounding-condition.ts';
import { plainValue } from '../practice/statement-text.ts';
import { isUnknown } from '../practice/unknown-text.ts';
import type { FoundPolicy } from '../template/found.ts';
import { checkPolicy, isAboutAssumption } from '../validation/validate-policy.ts';
import type { Detection, Rule } from '../validation/rule.ts';
import type { Place } from '../view/place.ts';
import { policyView } from '../view/policy-view.ts';
import type { PolicyView } from '../view/policy-view.ts';

type Stretch = Pick<Place, 'start' | 'end'>;

/** The strings of a tree in which something is unknown. */
function unknownStretches(root: JsonNode): readonly Stretch[] {
  const found: Stretch[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'array') {
      for (const item of node.items) open.push(item);
    } else if (node.type === 'object') {
      for (const { key, value } of node.members) {
        if (isUnknown(key.value)) found.push(key);
        open.push(value);
      }
    } else if (node.type === 'string' && isUnknown(node.value)) {
      found.push(node);
    }
  }
  return found;
}

const within = (inner: Stretch, outer: Stretch): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** Leaves out what AWS's rules say of texts that nobody knows yet, and what is missing where it may be in conditions that
 * nobody knows yet. */
function keepKnown(policy: PolicyView): ((rule: Rule, detection: Detection) => boolean) | undefined {
  const unknown = unknownStretches(policy.root.node);
  if (unknown.length === 0) return undefined;
  const undecided = policy.statements.filter(hasUnknownConditions);
  return ({ code, type }, { places }) => {
    if (code.startsWith('ASSENT_')) return true;
    if (places.some((place) => unknown.some((stretch) => within(place, stretch)))) return false;
    // Two things with something unknown in them may be the same, or not.
    if (code.startsWith('REDUNDANT_') && places.some((place) => unknown.some((stretch) => within(stretch, place)))) return false;
    return type === 'ERROR' || !places.some((place) => undecided.some((statement) => within(place, statement)));
  };
}

export interface PolicyCheckOptions {
  readonly rules: readonly Rule[];
  readonly locator: Locator;
  readonly maxFindings?: number;
  readonly facts?: AwsFacts;
}

/** Checks a policy that was found in a file; places are those of the file. */
export function checkFoundPolicy({ root, kind, resourceType, guessed, endpoint }: FoundPolicy, text: string, { rules, locator, maxFindings, facts }: PolicyCheckOptions): readonly Advice[] {
  const whole = root.start === 0 && root.end === text.trimEnd().length && text.startsWith('{');
  // Sizes are those of the document itself.
  const view = policyView(whole ? text : JSON.stringify(plainValue(root)), root, kind, resourceType);
  const placed: PolicyView = { ...view, whole: { path: [], start: root.start, end: root.end } };
  const policy: PolicyView = guessed === true && kind === 'resource' && isAboutAssumption(placed) ? { ...placed, kind: 'trust' } : placed;
  const keep = keepKnown(policy);
  const applied = endpoint === true ? rules.filter(({ code }) => !code.startsWith('ASSENT_')) : rules;
  return checkPolicy(policy, { rules: applied, locator, ...(maxFindings === undefined ? {} : { maxFindings }), ...(keep ? { keep } : {}), ...(facts ? { facts } : {}) });
}
