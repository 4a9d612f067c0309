import type { AskedTags } from './asked-tags.ts';
import { UnknownTagsError } from './asked-tags.ts';
import { inTurns } from './reading/in-turns.ts';
import type { RequirementFacts } from './requirements/call-view.ts';

type Tags = Readonly<Record<string, string>>;

interface Subject {
  readonly arn: string;
  /** Of an object. */
  readonly version: string | undefined;
  /** Whether what the call needs depends on its tags, and not just a condition key. */
  readonly isNeeded: boolean;
}

/** Resources whose tags are asked for at the same time. */
const width = 8;

/** The tags of the resources of one call, as far as they are known, and which are missing. */
export class TagFinding {
  readonly #facts: RequirementFacts;
  readonly #asked = new Map<string, Tags>();
  readonly #inVain = new Set<string>();
  #missing = new Map<string, Subject>();

  constructor(facts: RequirementFacts) {
    this.#facts = facts;
  }

  /** What the call is about, to be asked what it needs once more. */
  get facts(): RequirementFacts {
    this.#missing = new Map();
    return {
      ...this.#facts,
      tagsOf: (arn, version) => this.#find(arn, version, false),
      // Where nobody can tell it has some: rights to them are asked for.
      isTagged: (arn, version) => this.#inVain.has(nameOf(arn, version)) || Object.keys(this.#find(arn, version, true) ?? {}).length > 0,
    };
  }

  /** What has to be asked for: what the call needs to know if it would be allowed, and all where a policy wants to know. */
  missing(isWanted: boolean, isAllowed: boolean): readonly Subject[] {
    return [...this.#missing.values()].filter(({ isNeeded }) => isWanted || (isNeeded && isAllowed));
  }

  /** Asks; what cannot be had is not asked for again.
   * @param onFault told of it */
  async ask(subjects: readonly Subject[], askedTags: AskedTags, region: string, onFault: (error: UnknownTagsError) => void): Promise<void> {
    await inTurns(subjects, width, async ({ arn, version }) => {
      try {
        this.#asked.set(nameOf(arn, version), await askedTags.of(arn, region, this.#facts.account, version));
      } catch (error) {
        if (!(error instanceof UnknownTagsError)) throw error;
        onFault(error);
        this.#inVain.add(nameOf(arn, version));
      }
    });
  }

  #find(arn: string, version: string | undefined, isNeeded: boolean): Tags | undefined {
    const name = nameOf(arn, version);
    const tags = this.#asked.get(name) ?? this.#facts.tagsOf?.(arn);
    if (!tags && !this.#inVain.has(name)) this.#missing.set(name, { arn, version, isNeeded: isNeeded || this.#missing.get(name)?.isNeeded === true });
    return tags;
  }
}

const nameOf = (arn: string, version: string | undefined): string => (version === undefined ? arn : `${arn}\n${version}`);
