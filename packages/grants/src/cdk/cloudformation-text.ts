/** What intrinsic functions of CloudFormation say once everything in them is known; a function that is none of these, or
 * whose parts are not known, stays as JSON: unlike a guess, it matches nothing. */
export function evaluateIntrinsic(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) return value;
  const [name, argument] = entry as [string, unknown];
  const evaluated = intrinsics.get(name)?.(argument);
  return evaluated ?? value;
}

const intrinsics: ReadonlyMap<string, (argument: unknown) => unknown> = new Map<string, (argument: unknown) => unknown>([
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
]);

const listOf = (value: unknown): readonly unknown[] | undefined => {
  const evaluated = evaluateIntrinsic(value);
  return Array.isArray(evaluated) ? (evaluated as unknown[]).map(evaluateIntrinsic) : undefined;
};

function join(argument: unknown): string | undefined {
  const [separator, parts] = listOf(argument) ?? [];
  const texts = listOf(parts);
  return typeof separator === 'string' && texts?.every((text) => typeof text === 'string') ? texts.join(separator) : undefined;
}

function select(argument: unknown): unknown {
  const [index, parts] = listOf(argument) ?? [];
  return listOf(parts)?.[Number(index)];
}

function split(argument: unknown): readonly string[] | undefined {
  const [separator, text] = listOf(argument) ?? [];
  return typeof separator === 'string' && typeof text === 'string' ? text.split(separator) : undefined;
}
