/** The six parts of an ARN: it is split at its first five colons (R4.12); `undefined` where it has fewer. */
export function partsOf(arn: string): readonly string[] | undefined {
  const pieces = arn.split(':');
  return pieces.length < 6 ? undefined : [...pieces.slice(0, 5), pieces.slice(5).join(':')];
}

export const accountOf = (arn: string): string => partsOf(arn)?.[4] ?? '';

export const resourceOf = (arn: string): string => partsOf(arn)?.[5] ?? '';
