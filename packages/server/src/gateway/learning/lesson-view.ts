import type { ResourceFacts } from '../../directory/facts.ts';
import { inPartition } from '../../directory/arn.ts';
import { accountIn, withAccount } from '../../directory/resource-arn.ts';
import type { RoutedCall } from '../routed-call.ts';
import { CallView } from '../requirements/call-view.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import { LessonError } from './lesson.ts';
import type { LearningFacts } from './lesson.ts';

/** A call as lessons read it: with what is known of resources. */
export class LessonView extends CallView {
  readonly learning: LearningFacts;

  constructor(call: RoutedCall, learning: LearningFacts) {
    super(call, {
      partition: learning.partition,
      account: learning.account,
      canonical: (arn) => learning.canonical(arn),
      keyOfAlias: (alias) => learning.known(alias)?.target,
      secretOf: (arn) => learning.known(arn)?.id,
    });
    this.learning = learning;
  }

  /** What the call is about: the resource that it was authorized on, so that nothing else can be learned of.
   * @param position among the call's requirements
   * @param kept what of the resource is kept, where it is a part of it that is authorized
   * @returns `undefined` where the call names no one resource */
  exact(position = 0, kept: (arn: string) => string = (arn) => arn): string | undefined {
    const resource = kept(this.#authorized(position));
    return /[*?]/.test(resource) ? undefined : this.learning.canonical(resource);
  }

  /** @throws LessonError where the call names no one resource */
  subject(position = 0, kept?: (arn: string) => string): string {
    const resource = this.exact(position, kept);
    if (resource === undefined) throw new LessonError(this.call, 'it is not known which resource the call is about');
    return resource;
  }

  /** Every one resource that the action of the call's own name was authorized on. */
  subjects(): readonly string[] {
    const needed = requirementsOf(this.call, this.facts);
    return needed.flatMap(({ action }, position) => (action === `${this.call.actionPrefix}:${this.call.operation}` ? (this.exact(position) ?? []) : []));
  }

  known(arn: string): ResourceFacts | undefined {
    return this.learning.known(arn);
  }

  /** Whether a resource is the caller's account's, for calls that are authorized on no resource. */
  owns(arn: string): boolean {
    return (this.known(arn)?.account ?? accountIn(arn)) === this.learning.account;
  }

  /** The resource of an ARN in an answer. The upstream may have an account of its own in it, and the resource is in that of what
   * the call was authorized on; whatever else it says has to be what was asked for.
   * @param isResource whether the part behind the account may be the one
   * @throws LessonError */
  answered(arn: string, service: string, isResource: (resource: string) => boolean): string {
    const match = /^arn:aws[a-z-]{0,16}:([a-z-]{1,32}):[a-z0-9-]{0,32}:(?:\d{12})?:([\x21-\x7E]{1,1024})$/.exec(arn);
    if (match?.[1] !== service || !isResource(match[2] ?? '') || /[*?]/.test(arn)) throw new LessonError(this.call, 'its ARN is not that of what was asked for');
    const own = inPartition(arn, this.learning.partition);
    return this.known(own)?.id ?? withAccount(own, accountIn(this.learning.canonical(this.#authorized(0))) ?? this.learning.account);
  }

  #authorized(position: number): string {
    return requirementsOf(this.call, this.facts)[position]?.resource ?? '*';
  }
}
