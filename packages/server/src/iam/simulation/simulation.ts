import { findAction } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import { explain, isActionName, isResourceName, policySet, simulationResult } from '@assent/policy';
import type { ActionName, AuthorizationRequest, CompiledPolicy, Outcome, PolicySet, Principal, ResourceName, SimulationResult } from '@assent/policy';
import { organizationFacts } from '../../authorization/authorizer.ts';
import { parseEntityArn } from '../../directory/arn.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import type { Call } from '../../operation/call.ts';
import { compileInput, compileInputs } from './input-policy.ts';
import { invalidInput, readContextEntries } from './context-entry.ts';
import { checkResourceHandling } from './resource-handling.ts';

type Input = Omit<iam.SimulatePrincipalPolicyRequest, 'PolicySourceArn'>;

/** Who is simulated, and what it holds beside the policies of the input. */
export interface Simulated {
  readonly principal: Extract<Principal, { readonly account: string }>;
  readonly held: readonly { readonly name: string; readonly compiled: CompiledPolicy }[];
  readonly boundary: CompiledPolicy | undefined;
  /** Whether the principal is a user, so that a resource policy can name it without `CallerArn` (R21.42). */
  readonly isUser: boolean;
}

/** How many statements are asked for one page, and for one action at most. */
const statementsPerPage = 1_000_000;
const statementsPerAction = 5_000_000;

/** Simulates calls, a page of actions at a time, by the engine itself (R21.40–R21.43).
 * @throws ApiError `InvalidInput` */
export function simulate(input: Input, call: Call, simulated: Simulated): iam.SimulatePolicyResponse {
  const resources = resourcesOf(input);
  checkResourceHandling(input.ResourceHandlingOption, resources);
  const names = actionsOf(input);
  const template = requestTemplate(input, call, simulated);
  const { identity, resource } = template.policies;
  const cost = resources.length * Math.max(1, (identity?.members.length ?? 0) + (resource?.members.length ?? 0));
  if (cost > statementsPerAction) throw invalidInput('The simulation has too many resources and statements.');
  const asked = pageRequest(input);
  const limit = Math.max(1, Math.min(asked.limit, Math.floor(statementsPerPage / cost)));
  const actions = names.map((action, index) => ({ action, key: String(index).padStart(6, '0') }));
  const page = pageOfAll(actions, { ...asked, limit }, ({ key }) => ({ key, id: '' }));
  const inOrganization = call.snapshot.organizationOf(simulated.principal.account) !== undefined;
  return { EvaluationResults: page.items.map(({ action }) => evaluationResult(action, resources, template, { call, inOrganization })), ...pageEnd(page) };
}

function resourcesOf({ ResourceArns = [] }: Input): readonly ResourceName[] {
  if (ResourceArns.length === 0) return ['*'];
  return ResourceArns.map((resource) => {
    if (!isResourceName(resource)) throw invalidInput(`The resource ${resource} is not valid: it must be an ARN or *.`);
    return resource;
  });
}

const actionsOf = ({ ActionNames }: Input): readonly ActionName[] =>
  ActionNames.map((action) => {
    if (!isActionName(action)) throw invalidInput(`The action name ${action} is not valid: it must have the form service:action.`);
    return action;
  });

type Template = Omit<AuthorizationRequest, 'action' | 'resource'> & { readonly owner: string };

function requestTemplate(input: Input, call: Call, { principal, held, boundary, isUser }: Simulated): Template {
  const caller = input.CallerArn === undefined ? principal : callerPrincipal(input.CallerArn, call);
  const inputs = compileInputs(input.PolicyInputList, 'PolicyInputList');
  const parts = [...held, ...inputs.map((compiled) => ({ name: compiled.name ?? '', compiled }))];
  const [givenBoundary, ...more] = compileInputs(input.PermissionsBoundaryPolicyInputList, 'PermissionsBoundaryPolicyInputList');
  if (more.length > 0) throw invalidInput('Only one permissions boundary can be simulated.');
  const limiting = givenBoundary ?? boundary;
  const resource = input.ResourcePolicy === undefined ? undefined : compileInput(input.ResourcePolicy, 'resource', 'ResourcePolicy');
  if (resource && input.CallerArn === undefined && !isUser) throw invalidInput('CallerArn is required with ResourcePolicy where the policies are not those of a user.');
  const owner = ownerOf(input.ResourceOwner) ?? caller.account;
  const serviceControl = call.environment.controls.serviceControl(principal.account);
  const { snapshot } = call;
  const organization = organizationFacts(snapshot, snapshot.organizationOf(principal.account), snapshot.organizationOf(owner), principal.account, owner);
  return {
    principal: caller,
    owner,
    context: readContextEntries(input.ContextEntries),
    ...(organization ? { organization } : {}),
    policies: {
      identity: sourced(parts.map(({ compiled }) => compiled), parts.map(({ name }) => name), 'IAM Policy'),
      ...(limiting ? { permissionsBoundary: sourced([limiting], [shortName(limiting.name)], 'IAM Policy') } : {}),
      ...(resource ? { resource: sourced([resource], ['ResourcePolicy'], 'Resource Policy') } : {}),
      ...(serviceControl ? { serviceControl } : {}),
    },
  };
}

const shortName = (name = ''): string => name.slice(name.lastIndexOf('/') + 1);

const sourced = (policies: readonly CompiledPolicy[], ids: readonly string[], type: string): PolicySet => policySet(policies, ids.map((id) => ({ id, type })));

/** R21.42: a user, whether it exists or not. */
function callerPrincipal(arn: string, { snapshot }: Call): Simulated['principal'] {
  const parsed = parseEntityArn(arn);
  if (parsed?.kind !== 'user') throw invalidInput('CallerArn must be the ARN of an IAM user.');
  const facts = snapshot.findNamed('user', parsed.account, parsed.name);
  return { kind: 'user', arn, account: parsed.account, ...(facts ? { id: facts.id } : {}) };
}

/** An account id, or the ARN of its root. */
function ownerOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const account = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1];
  if (account === undefined) throw invalidInput('ResourceOwner must be an account.');
  return account;
}

interface Setting {
  readonly call: Call;
  readonly inOrganization: boolean;
}

function evaluationResult(action: ActionName, resources: readonly ResourceName[], { owner, ...template }: Template, { call, inOrganization }: Setting): iam.EvaluationResult {
  const results = resources.map((resource) => {
    const resourceAccount = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? owner;
    return simulationResult(explain({ ...template, action, resource, resourceAccount }));
  });
  const [first] = results;
  const decision = combined(results);
  const organizations = results.find(({ OrganizationsDecisionDetail: detail }) => detail?.AllowedByOrganizations === false) ?? first;
  const shared = {
    EvalActionName: action,
    EvalDecision: decision,
    OrganizationsDecisionDetail: organizations?.OrganizationsDecisionDetail ?? (inOrganization ? { AllowedByOrganizations: true } : undefined),
  };
  if (!first || (resources.length === 1 && resources[0] === '*')) return { ...first, ...shared } as iam.EvaluationResult;
  const boundaries = results.flatMap(({ PermissionsBoundaryDecisionDetail: detail }) => detail ?? []);
  return {
    ...shared,
    EvalResourceName: results.length === 1 ? first.EvalResourceName : patternOf(action, call.partition),
    MatchedStatements: distinct(results.filter(({ EvalDecision }) => EvalDecision === decision)),
    // They stand with each resource.
    MissingContextValues: [],
    PermissionsBoundaryDecisionDetail: boundaries.find(({ AllowedByPermissionsBoundary: allowed }) => !allowed) ?? boundaries[0],
    EvalDecisionDetails: (results.find(({ EvalDecision }) => EvalDecision === decision) ?? first).EvalDecisionDetails,
    ResourceSpecificResults: results.map(specificResult),
  } as iam.EvaluationResult;
}

/** The worst of several. */
function combined(results: readonly SimulationResult[]): Outcome {
  const has = (outcome: Outcome): boolean => results.some(({ EvalDecision }) => EvalDecision === outcome);
  return has('explicitDeny') ? 'explicitDeny' : has('implicitDeny') ? 'implicitDeny' : 'allowed';
}

function distinct(results: readonly SimulationResult[]): SimulationResult['MatchedStatements'] {
  const statements = new Map(results.flatMap(({ MatchedStatements }) => MatchedStatements.map((statement) => [JSON.stringify(statement), statement] as const)));
  return [...statements.values()];
}

/** The ARN pattern of the action's resources, the shortest of several, which stands for all that were given. */
function patternOf(action: string, partition: string): string {
  const patterns = findAction(action)?.resources.map(({ resourceType }) => resourceType.arn) ?? [];
  const [shortest] = [...patterns].sort((a, b) => a.length - b.length);
  return shortest?.replace('${Partition}', partition) ?? '*';
}

function specificResult(result: SimulationResult): iam.ResourceSpecificResult {
  const { EvalResourceName, EvalDecision, MatchedStatements, MissingContextValues, PermissionsBoundaryDecisionDetail, EvalDecisionDetails } = result;
  const details = EvalDecisionDetails && Object.keys(EvalDecisionDetails).length > 0 ? EvalDecisionDetails : undefined;
  return { EvalResourceName, EvalResourceDecision: EvalDecision, MatchedStatements, MissingContextValues, PermissionsBoundaryDecisionDetail, EvalDecisionDetails: details } as iam.ResourceSpecificResult;
}
