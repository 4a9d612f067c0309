import { explain, policySet } from '@assent/policy';
import type { Explanation, Outcome, PolicySet } from '@assent/policy';
import type { Authorizer } from '../authorization/authorizer.ts';
import type { Caller } from '../authorization/caller.ts';
import { UnusablePolicyError, compileText } from '../authorization/policy-library.ts';
import type { Requirement } from '../authorization/requirement.ts';
import { parseEntityArn } from '../directory/arn.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { AccessError } from './access-error.ts';
import type { AskedResource, Evaluation } from './evaluation.ts';
import { EvaluationContext } from './evaluation-context.ts';

/** An answer as AuthZEN has it. */
export interface EvaluationAnswer {
  readonly decision: boolean;
  readonly context?: AnswerContext;
}

export interface AnswerContext {
  /** One sentence. */
  readonly reason?: string;
  /** AWS's word for the decision, which tells denials apart. */
  readonly outcome?: Outcome;
  readonly explanation?: Explanation;
  readonly error?: { readonly status: number; readonly message: string };
}

export interface EvaluatorOptions {
  readonly authorizer: Authorizer;
  readonly snapshot: Snapshot;
  /** Told of policies that cannot be used. */
  onFault(error: unknown): void;
}

/** Decides what is asked, with everything in the directory that applies to the subject. */
export class Evaluator {
  readonly #options: EvaluatorOptions;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
  }

  /** @param subject who the question's subject is, `undefined` for nobody, who may do nothing
   * @throws AccessError `invalid-request` where the policy that came with the question is none */
  answer(subject: Caller | undefined, { action, resource, context }: Evaluation, now: Date, explained: boolean): EvaluationAnswer {
    const given = resource.policy === undefined ? undefined : givenPolicy(resource.policy);
    if (!subject) return explained ? { decision: false, context: { outcome: 'implicitDeny', reason: 'the subject is not known' } } : { decision: false };
    const { authorizer, snapshot } = this.#options;
    try {
      const asked = { caller: subject, account: subject.account, snapshot, now };
      const { request, decision } = authorizer.answer(asked, requirementOf(action, resource, given, snapshot), (keys) => new EvaluationContext(asked, context, keys), given);
      const allowed = decision.decision === 'allowed';
      return explained ? { decision: allowed, context: { outcome: decision.decision, reason: decision.reason, explanation: explain(request) } } : { decision: allowed };
    } catch (error) {
      if (!(error instanceof UnusablePolicyError)) throw error;
      // R1.4: what cannot be decided is denied.
      this.#options.onFault(error);
      return { decision: false, context: { error: { status: 500, message: 'a policy that applies cannot be used' } } };
    }
  }
}

/** Assuming a role is decided with its trust policy, in every case (R11.1). */
function requirementOf(action: string, { id, account, tags }: AskedResource, given: PolicySet | undefined, snapshot: Snapshot): Requirement {
  const entity = action.toLowerCase().startsWith('sts:') ? parseEntityArn(id) : undefined;
  const role = entity?.kind === 'role' && !given ? snapshot.findNamed('role', entity.account, entity.name) : undefined;
  const trusts = role?.name === entity?.name && role?.path === entity?.path ? role : undefined;
  return {
    action,
    resource: id,
    ...(account === undefined ? {} : { resourceAccount: account }),
    keys: Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
    ...(trusts ? { trustOf: trusts.id } : {}),
  };
}

function givenPolicy(text: string): PolicySet {
  try {
    return policySet([compileText(text, 'resource', 'resource.properties.policy')]);
  } catch (error) {
    if (error instanceof UnusablePolicyError) throw new AccessError('invalid-request', error.message);
    throw error;
  }
}
