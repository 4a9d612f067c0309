import { internedText } from '../pattern/interned-text.ts';

/** A request's action, looked at once however often it is asked for. */
export interface RequestAction {
  /** In lower case. */
  readonly name: string;
  /** What stands before the colon, in lower case. */
  readonly service: string;
  /** Its number among the actions that are remembered now. */
  readonly number: number;
  /** Whose numbers these are: the list before, or a later one. */
  readonly list: ActionList;
}

/** Actions by number. Another list begins when one is full, so that neither it nor what is kept by number grows on. */
class ActionList {
  readonly known = new Map<string, RequestAction>();

  get isFull(): boolean {
    return this.known.size >= remembered;
  }

  add(action: string): RequestAction {
    const name = internedText(action.toLowerCase());
    const added = { name, service: internedText(name.slice(0, Math.max(name.indexOf(':'), 0))), number: this.known.size, list: this };
    this.known.set(action, added);
    return added;
  }
}

/** More than there are honest actions in most programs. */
const remembered = 4096;
let list = new ActionList();

export function requestAction(action: string): RequestAction {
  const known = list.known.get(action);
  if (known) return known;
  if (list.isFull) list = new ActionList();
  return list.add(action);
}

/** Keeps something for each action. */
export class ByAction<T> {
  #list: ActionList | undefined;
  #held: (T | undefined)[] = [];

  get({ number, list: ofAction }: RequestAction): T | undefined {
    return ofAction === this.#list ? this.#held[number] : undefined;
  }

  set({ number, list: ofAction }: RequestAction, value: T): void {
    if (ofAction !== this.#list) {
      this.#list = ofAction;
      this.#held = [];
    }
    this.#held[number] = value;
  }
}
