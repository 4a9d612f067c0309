import { applyResourceChanges } from '../../directory/resource.ts';
import { accountIn, withAccount } from '../../directory/resource-arn.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import type { Snapshot } from '../../directory/snapshot.ts';
import type { Store } from '../../store/store.ts';
import { creates } from '../creation.ts';
import type { WholeAnswer } from '../forwarding/answer-reader.ts';
import type { KnownResources } from '../known-resources.ts';
import type { Refusal } from '../refusals/error-format.ts';
import type { CallRequirement } from '../requirements/call-view.ts';
import type { RoutedCall } from '../routed-call.ts';
import { lessonOf } from './lesson-of.ts';
import { LessonError } from './lesson.ts';
import type { LearningFacts } from './lesson.ts';

/** An allowed call, and what is known of the resources it is about. */
export interface LearnedCall {
  readonly routed: RoutedCall;
  readonly partition: string;
  /** Of the caller. */
  readonly account: string;
  readonly requirements: readonly CallRequirement[];
  readonly known: KnownResources;
}

/** Learns of resources from the calls that make and change them. */
export class Learner {
  readonly #store: Store;
  readonly #snapshot: Snapshot;

  constructor(store: Store, snapshot: Snapshot) {
    this.#store = store;
    this.#snapshot = snapshot;
  }

  /** Whether a call changes what is to be known. */
  teaches({ routed, requirements }: LearnedCall): boolean {
    return lessonOf(routed) !== undefined || madeBy(routed, requirements).length > 0;
  }

  /** Why the service would not take what a call sets (R13.5); `undefined` where it would. */
  check(call: LearnedCall): Refusal | undefined {
    return lessonOf(call.routed)?.check?.(call.routed, this.#factsOf(call));
  }

  /** Keeps what a call changed that has succeeded. Resolved, it takes part in decisions.
   * @throws LessonError where the answer does not tell */
  async learn(call: LearnedCall, answer: WholeAnswer): Promise<void> {
    const { routed, requirements, account, known } = call;
    if (answer.body === undefined) throw new LessonError(routed, 'its content encoding is not known');
    const made = madeBy(routed, requirements).map((arn): ResourceChange => ({ kind: 'made', arn, account }));
    const learned = lessonOf(routed)?.learn(routed, this.#factsOf(call), { ...answer, body: answer.body }) ?? [];
    const changes = named([...made, ...learned], known);
    if (changes.length > 0) await this.#store.write((writer) => applyResourceChanges(writer, changes, (arn) => known.ownerOf(arn)));
  }

  #factsOf({ partition, account, known }: LearnedCall): LearningFacts {
    return { partition, account, snapshot: this.#snapshot, canonical: (arn) => known.canonical(arn), known: (arn) => known.find(arn) };
  }
}

/** What a call makes by its name, of every service. */
const madeBy = (routed: RoutedCall, requirements: readonly CallRequirement[]): readonly string[] => requirements.flatMap(({ resource }) => (creates(routed, resource) && !/[*?]/.test(resource) ? [resource] : []));

/** Upstreams name accounts of their own in what they answer: what is made is in the account of whoever made it, and the
 * rest is where it was. */
function named(changes: readonly ResourceChange[], known: KnownResources): readonly ResourceChange[] {
  const names = new Map<string, string>();
  for (const change of changes) if (change.kind === 'made') names.set(change.arn, known.find(change.arn)?.id ?? withAccount(change.arn, accountIn(change.arn) === undefined ? undefined : change.account));
  return changes.map((change) => ({ ...change, arn: names.get(change.arn) ?? known.canonical(change.arn) }));
}
