import type { ResourceFacts } from '../../directory/facts.ts';
import { inPartition } from '../../directory/arn.ts';
import type { RoutedCall } from '../routed-call.ts';
import { CallView } from '../requirements/call-view.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import type { AnswerView } from './answer-view.ts';
import { LessonError } from './lesson.ts';
import type { LearningFacts } from './lesson.ts';

/** A call as lessons read it: with what is known of resources. */
export class LessonView extends CallView {
  readonly learning: LearningFacts;

  constructor(call: RoutedCall, learning: LearningFacts) {
    super(call, {
      partition: learning.partition,
      account: learning.account,
      keyOfAlias: (alias) => learning.known(learning.canonical(alias))?.target,
      secretOf: (arn) => {
        const whole = learning.canonical(arn);
        return learning.known(whole) ? whole : undefined;
      },
    });
    this.learning = learning;
  }

  /** What the call is about: the resource that it was authorized on, so that nothing else can be learned of.
   * @param position among the call's requirements
   * @param kept what of the resource is kept, where it is a part of it that is authorized
   * @throws LessonError where the call names no one resource */
  subject(position = 0, kept: (arn: string) => string = (arn) => arn): string {
    const resource = kept(requirementsOf(this.call, this.facts)[position]?.resource ?? '*');
    if (/[*?]/.test(resource)) throw new LessonError(this.call, 'it is not known which resource the call is about');
    return this.learning.canonical(resource);
  }

  /** Everything that the action of the call's own name was authorized on. */
  subjects(): readonly string[] {
    const needed = requirementsOf(this.call, this.facts);
    const own = needed.flatMap(({ action, resource }, position) => (action === `${this.call.actionPrefix}:${this.call.operation}` && resource !== '*' ? [position] : []));
    return own.map((position) => this.subject(position));
  }

  known(arn: string): ResourceFacts | undefined {
    return this.learning.known(arn);
  }

  /** The ARN that an answer gives to what was made. Servers that imitate AWS have an account of their own in it; whatever else it
   * says has to be what was asked for.
   * @param isResource whether the part behind the account may be the one
   * @throws LessonError */
  answeredArn(answer: AnswerView, path: readonly string[], service: string, isResource: (resource: string) => boolean): string {
    const arn = answer.text(...path);
    const match = /^arn:aws[a-z-]{0,16}:([a-z-]{1,32}):[a-z0-9-]{0,32}:(?:\d{12})?:([\x21-\x7E]{1,1024})$/.exec(arn);
    if (match?.[1] !== service || !isResource(match[2] ?? '') || /[*?]/.test(arn)) throw new LessonError(this.call, `its \`${path.join('.')}\` is not the ARN of what was asked for`);
    return this.learning.canonical(inPartition(arn, this.learning.partition));
  }
}
