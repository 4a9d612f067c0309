/** A request's action, looked at once however often it is asked for. */
export interface RequestAction {
  /** In lower case. */
  readonly name: string;
  /** What stands before the colon, in lower case. */
  readonly service: string;
}

const known = new Map<string, RequestAction>();
/** How many actions are remembered: more than there are of honest ones in a program. */
const remembered = 4096;

export function requestAction(action: string): RequestAction {
  let found = known.get(action);
  if (!found) {
    const name = action.toLowerCase();
    found = { name, service: name.slice(0, Math.max(name.indexOf(':'), 0)) };
    if (known.size >= remembered) known.clear();
    known.set(action, found);
  }
  return found;
}
