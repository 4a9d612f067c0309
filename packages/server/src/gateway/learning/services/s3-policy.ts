import { findService } from '@assent/catalog';
import type { Action, ServiceReference } from '@assent/catalog';
import { compileAction, compileGlob, countPolicyCharacters, parseJson } from '@assent/policy';
import type { Statement } from '@assent/policy';
import { accountPublicAccess } from '../../../directory/resource-change.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import type { LessonView } from '../lesson-view.ts';
import { isPublic, readResourcePolicy } from '../resource-policy.ts';
import type { PolicyFault } from '../resource-policy.ts';

/** What S3 refuses in a bucket's policy, in its words (R13.5).
 * @param bucket its ARN */
export function refuseBucketPolicy(view: LessonView, bucket: string, text: string): Refusal | undefined {
  const malformed = textFault(text);
  if (malformed !== undefined) return refusal(malformed);
  const read = readResourcePolicy(text, view.learning.snapshot);
  if ('fault' in read) return refusal(faultText(read.fault, text));
  const unfit = read.document.statements.map((statement) => statementFault(statement, bucket)).find((fault) => fault !== undefined);
  if (unfit !== undefined) return refusal(unfit);
  return blocksPublicPolicy(view, bucket) && isPublic(read.document) ? blocked(bucket) : undefined;
}

const refusal = (message: string): Refusal => ({ status: 400, code: 'MalformedPolicy', message });

/** The caller's name stands in AWS's sentence, and is not known here. */
const blocked = (bucket: string): Refusal => ({
  status: 403,
  code: 'AccessDenied',
  message: `User is not authorized to perform: s3:PutBucketPolicy on resource: "${bucket}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
});

/** R11.19: settings of the bucket and of its owner's account count together. */
function blocksPublicPolicy(view: LessonView, bucket: string): boolean {
  const known = view.known(bucket);
  const account = known?.account ?? view.learning.account;
  return [known, view.known(accountPublicAccess(view.learning.partition, account))].some((facts) => facts?.publicAccess?.blockPublicPolicy === true);
}

function textFault(text: string): string | undefined {
  if (!text.startsWith('{')) return "Policies must be valid JSON and the first byte must be '{'";
  if (Buffer.byteLength(text) - text.length + countPolicyCharacters(text) > 20_480) return 'Normalized policy document exceeds the maximum allowed size of 20480 bytes';
  const parsed = parseJson(text, 64);
  if ('fault' in parsed || parsed.root.type !== 'object') return 'This policy contains invalid Json';
  const statement = parsed.root.members.find(({ key }) => key.value === 'Statement')?.value;
  if (!statement) return 'Missing required field Statement';
  return statement.type === 'array' && statement.items.length === 0 ? 'Could not parse the policy: Statement is empty!' : undefined;
}

function faultText(fault: PolicyFault, text: string): string {
  if (fault.kind === 'principal') return 'Invalid principal in policy';
  if (fault.kind === 'nobody') return fault.statement.principal ? 'Invalid principal in policy' : 'Missing required field Principal';
  const { code, span } = fault.fault;
  const found = text.slice(span.start.offset, span.end.offset).slice(0, 256);
  switch (code) {
    case 'unknown-element':
      return `Unknown field ${unquoted(found)}`;
    case 'wrong-version':
      return 'The policy must contain a valid version string';
    case 'missing-element':
    case 'empty-element':
      return 'Statement is missing required element';
    case 'wrong-effect':
      return `Invalid effect: ${unquoted(found)}`;
    case 'wrong-principal':
      return 'Invalid principal in policy';
    case 'unknown-operator':
      return `Invalid Condition type : ${unquoted(found)}`;
    default:
      return 'This policy contains invalid Json';
  }
}

const unquoted = (text: string): string => text.replace(/^"|"$/g, '');

/** What a statement can be about. */
type Kind = 'bucket' | 'object';

function statementFault(statement: Statement, bucket: string): string | undefined {
  const { action, resource } = statement;
  if (!resource) return 'Statement is missing required element';
  const kinds = resource.entries.map(({ value }) => kindsOf(value, bucket));
  if (kinds.some((found) => found.length === 0)) return 'Policy has invalid resource';
  const service = findService('s3');
  if (!service) throw new Error('the catalog has no S3');
  const matched = action.entries.map(({ value }) => actionsOf(value, service));
  if (matched.some((found) => found === undefined)) return 'Policy has invalid action';
  if (action.negated || resource.negated) return conditionFault(statement, service, undefined);
  const fitting = matched.map((found) => found?.filter((one) => fits(one, kinds.flat())) ?? []);
  if (fitting.some((found) => found.length === 0)) return 'Action does not apply to any resource(s) in statement';
  return conditionFault(statement, service, fitting);
}

/** What of a bucket a pattern of resources can match; nothing where it is about something else. */
function kindsOf(pattern: string, bucket: string): readonly Kind[] {
  if (pattern === '*') return ['bucket', 'object'];
  const [head, ours] = [pattern.split(':', 5), bucket.split(':', 5)];
  if (head.length < 5 || !head.every((part, position) => compileGlob(part)(ours[position] ?? ''))) return [];
  const [rest, name] = [pattern.slice(head.join(':').length + 1), bucket.slice(ours.join(':').length + 1)];
  const slash = rest.indexOf('/');
  if (slash >= 0 && compileGlob(rest.slice(0, slash))(name)) return ['object'];
  const whole = compileGlob(rest);
  return [...(whole(name) ? (['bucket'] as const) : []), ...(whole(`${name}/`) || whole(`${name}/key`) ? (['object'] as const) : [])];
}

/** The actions that a pattern matches; `undefined` for one that is not S3's. */
function actionsOf(pattern: string, service: ServiceReference): readonly Action[] | undefined {
  const matches = compileAction(pattern);
  const found = service.actionNames().filter((name) => matches(`s3:${name.toLowerCase()}`));
  return found.length === 0 ? undefined : found.flatMap((name) => service.action(name) ?? []);
}

const fits = ({ resources }: Action, kinds: readonly Kind[]): boolean => resources.some(({ resourceType }) => kinds.some((kind) => kind === resourceType.name));

/** Every action has to know every key of S3's own. */
function conditionFault({ conditions }: Statement, service: ServiceReference, fitting: readonly (readonly Action[])[] | undefined): string | undefined {
  for (const { key } of conditions) {
    const name = key.value.toLowerCase();
    // Those of access points say by which one a request came, whatever its action (R11.20).
    if (!name.startsWith('s3:') || /^s3:(?:data)?accesspoint/.test(name)) continue;
    const known = service.conditionKey(name);
    if (!known) return 'Policy has an invalid condition key';
    const knows = (action: Action): boolean => action.conditionKeys.includes(known) || action.resources.some(({ conditionKeys }) => conditionKeys.includes(known));
    if (fitting?.some((actions) => !actions.some(knows))) return 'Conditions do not apply to combination of actions and resources in statement';
  }
  return undefined;
}
