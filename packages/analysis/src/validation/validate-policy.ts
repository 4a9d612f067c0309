import { Locator, parseJson } from '@assent/policy';
import { AwsFacts } from '../facts/aws-facts.ts';
import type { Advice, Finding, FindingLocation } from '../finding/finding.ts';
import { learnMoreLink } from '../finding/learn-more.ts';
import { policyView } from '../view/policy-view.ts';
import type { PolicyKind, PolicyView } from '../view/policy-view.ts';
import type { Place } from '../view/place.ts';
import { AnalysisError } from './analysis-error.ts';
import { policyResourceTypes } from './attached-resource.ts';
import { awsRules } from './registry/aws-rules.ts';
import type { Detection, Rule } from './rule.ts';
import { jsonSyntaxError } from './rules/json-syntax-error.ts';

/** The types of ValidatePolicy (R24.10). A role's trust policy is a resource policy of the resource type
 * `AWS::IAM::AssumeRolePolicyDocument`. */
export type ValidatedPolicyType = 'IDENTITY_POLICY' | 'RESOURCE_POLICY' | 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

export interface ValidationOptions {
  readonly policyType: ValidatedPolicyType;
  /** What a resource policy hangs on, such as `AWS::S3::Bucket`. */
  readonly validatePolicyResourceType?: string | undefined;
  /** Findings are in English whatever is asked for, as AWS's are for languages that it does not have. */
  readonly locale?: string | undefined;
  /** What is checked; default: all of AWS's codes. */
  readonly rules?: readonly Rule[];
  /** Characters; a longer document is an `AnalysisError`. Default 1,048,576. */
  readonly maxSize?: number;
  /** No more findings than this; default 10,000. */
  readonly maxFindings?: number;
}

const maxDepth = 64;

/** Checks a policy as AWS's ValidatePolicy does: findings with their places, in the order of the document.
 * @throws AnalysisError `document-too-large`, `unknown-policy-type` or `unknown-resource-type`
 * @example validatePolicy(text, { policyType: 'IDENTITY_POLICY' }).map(({ issueCode }) => issueCode) */
export function validatePolicy(text: string, options: ValidationOptions): readonly Finding[] {
  const kind = policyKind(options);
  const maxSize = options.maxSize ?? 1_048_576;
  if (text.length > maxSize) throw new AnalysisError('document-too-large', `the policy has ${text.length} characters, more than ${maxSize}`);
  const locator = new Locator(text);
  const parsed = parseJson(text, maxDepth);
  if ('fault' in parsed) {
    const { message, offset } = parsed.fault;
    // R24.12
    return [adviceOn(jsonSyntaxError, { details: `The text is not JSON: ${message}.`, places: [{ path: [], start: offset, end: Math.min(offset + 1, text.length) }] }, locator).finding];
  }
  const given = policyView(text, parsed.root, kind, options.validatePolicyResourceType);
  // As AWS does: a resource policy of which nothing else is said, and which is about role assumption, is a role's.
  const policy: PolicyView = given.kind === 'resource' && given.resourceType === undefined && isAboutAssumption(given) ? { ...given, kind: 'trust' } : given;
  return checkPolicy(policy, { ...options, locator }).map((advice) => advice.finding);
}

/** Whether its statements have actions of STS and nothing else, and no resource. */
export const isAboutAssumption = ({ statements }: PolicyView): boolean =>
  statements.length > 0 &&
  statements.every(({ actions, resources }) => resources.length === 0 && actions.some(({ texts }) => texts.length > 0) && actions.every(({ texts }) => texts.every(({ value }) => /^sts:/i.test(value))));

/** How a policy that has been read already is checked. */
export interface CheckOptions {
  readonly rules?: readonly Rule[];
  readonly maxFindings?: number;
  /** Of the text that the places of the policy's tree point into. */
  readonly locator: Locator;
  /** What checks know of AWS; shared where many policies are checked, since it remembers what it was asked. */
  readonly facts?: AwsFacts;
  /** Tells what is to be left in. */
  readonly keep?: (rule: Rule, detection: Detection) => boolean;
}

/** Checks a policy that stands somewhere in a larger text, such as a template. */
export function checkPolicy(policy: PolicyView, { rules = awsRules, maxFindings = 10_000, locator, keep, facts = new AwsFacts() }: CheckOptions): readonly Advice[] {
  const found: Found[] = [];
  for (const rule of rules) {
    if (!rule.kinds.includes(policy.kind)) continue;
    for (const detection of rule.check(policy, facts)) {
      if (found.length >= maxFindings) break;
      if (keep === undefined || keep(rule, detection)) found.push({ rule, detection });
    }
  }
  return found.sort(compareFound).map(({ rule, detection }) => adviceOn(rule, detection, locator));
}

interface Found {
  readonly rule: Rule;
  readonly detection: Detection;
}

const startOf = ({ detection }: Found): number => detection.places[0]?.start ?? 0;

/** As AWS's answers are ordered: by the place, and by the code where two begin at the same. */
const compareFound = (a: Found, b: Found): number => startOf(a) - startOf(b) || (a.rule.code < b.rule.code ? -1 : a.rule.code > b.rule.code ? 1 : 0);

function policyKind({ policyType, validatePolicyResourceType: resourceType }: ValidationOptions): PolicyKind {
  if (resourceType !== undefined && !policyResourceTypes.includes(resourceType)) throw new AnalysisError('unknown-resource-type', `there is no resource type \`${resourceType}\` for policies`);
  switch (policyType) {
    case 'IDENTITY_POLICY':
      return 'identity';
    case 'RESOURCE_POLICY':
      return resourceType === 'AWS::IAM::AssumeRolePolicyDocument' ? 'trust' : 'resource';
    case 'SERVICE_CONTROL_POLICY':
      return 'serviceControl';
    case 'RESOURCE_CONTROL_POLICY':
      return 'resourceControl';
    default:
      throw new AnalysisError('unknown-policy-type', `there is no policy type \`${String(policyType)}\``);
  }
}

/** What a rule has to say, in the shape of a finding. */
export function adviceOn({ code, type, learnMoreLink: own }: Pick<Rule, 'code' | 'type' | 'learnMoreLink'>, { details, places, replacement, removable }: Detection, locator: Locator): Advice {
  const locate = (place: Place): FindingLocation => locationOf(place, locator);
  return {
    finding: { findingType: type, issueCode: code, findingDetails: details, learnMoreLink: own ?? learnMoreLink(type, code), locations: places.map(locate) },
    ...(replacement === undefined ? {} : { replacement }),
    ...(removable === undefined ? {} : { removable: removable.map(locate) }),
  };
}

/** R24.14: lines from 1, columns and offsets from 0. */
function locationOf({ path, start, end }: Place, locator: Locator): FindingLocation {
  const position = (offset: number): FindingLocation['span']['start'] => {
    const { line, column } = locator.position(offset);
    return { line, column: column - 1, offset };
  };
  return { path, span: { start: position(start), end: position(end) } };
}
