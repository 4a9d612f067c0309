import type { DecidingType } from './decision.ts';
import { defaultSemantics } from './semantics.ts';
import type { Semantics } from './semantics.ts';

/** A switch that there is not, or a value that it does not take. */
export class SemanticsError extends Error {
  readonly code = 'wrong-switch';
  readonly setting: string;

  constructor(setting: string, message: string) {
    super(message);
    this.name = 'SemanticsError';
    this.setting = setting;
  }
}

/** Reads a value; `undefined` where it is none. */
type ReadValue<T> = (text: string) => T | undefined;

const oneOf =
  <T extends string>(...words: readonly T[]): ReadValue<T> =>
  (text) =>
    words.find((word) => word === text);

const truth: ReadValue<boolean> = (text) => (text === 'true' ? true : text === 'false' ? false : undefined);

function types(text: string): readonly DecidingType[] | undefined {
  const named = text.split(',');
  const known = named.flatMap((name) => defaultSemantics.denyOrder.find((type) => type === name) ?? []);
  return known.length === named.length && new Set(known).size === known.length ? known : undefined;
}

function services(text: string): ReadonlySet<string> | undefined {
  const prefixes = text.split(',');
  return prefixes.every((prefix) => /^[a-z0-9-]+$/.test(prefix)) ? new Set(prefixes) : undefined;
}

const switches: { readonly [Name in keyof Semantics]: readonly [read: ReadValue<Semantics[Name]>, takes: string] } = {
  failClosed: [truth, 'true or false'],
  emptyStringIsNull: [truth, 'true or false'],
  notPrincipal: [oneOf('strict', 'anyForm'), 'strict or anyForm'],
  arnHeadCase: [oneOf('insensitive', 'sensitive'), 'insensitive or sensitive'],
  anyServiceAction: [oneOf('match', 'none'), 'match or none'],
  shortArn: [oneOf('either', 'completed'), 'either or completed'],
  bareStarUncapped: [truth, 'true or false'],
  rcpServices: [services, 'service prefixes with commas between them'],
  denyOrder: [types, 'policy types with commas between them'],
  resourcePartColons: [oneOf('cross', 'stop'), 'cross or stop'],
  segmentFinalStar: [oneOf('cross', 'stop'), 'cross or stop'],
};

/** Reads switches as people write them, over the defaults.
 * @example parseSemantics(['notPrincipal=anyForm', 'failClosed=false'])
 * @throws SemanticsError */
export function parseSemantics(settings: readonly string[]): Semantics {
  let semantics = defaultSemantics;
  for (const setting of settings) {
    const at = setting.indexOf('=');
    const name = setting.slice(0, Math.max(at, 0));
    if (!isSwitch(name)) throw new SemanticsError(setting, `there is no switch \`${setting}\`: write NAME=VALUE with one of ${Object.keys(switches).join(', ')}`);
    const [read, takes] = switches[name];
    const value = read(setting.slice(at + 1));
    if (value === undefined) throw new SemanticsError(setting, `\`${setting}\`: the switch \`${name}\` takes ${takes}`);
    semantics = { ...semantics, [name]: value };
  }
  return semantics;
}

const isSwitch = (name: string): name is keyof Semantics => Object.hasOwn(switches, name);
