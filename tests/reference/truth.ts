/** R4.11: a condition that cannot be evaluated is neither true nor false. */
export type Truth = 'true' | 'false' | 'undecided';

export const truth = (value: boolean): Truth => (value ? 'true' : 'false');

export function and(values: readonly Truth[]): Truth {
  if (values.includes('false')) return 'false';
  return values.includes('undecided') ? 'undecided' : 'true';
}

export function or(values: readonly Truth[]): Truth {
  if (values.includes('true')) return 'true';
  return values.includes('undecided') ? 'undecided' : 'false';
}

export function not(value: Truth): Truth {
  if (value === 'undecided') return 'undecided';
  return value === 'true' ? 'false' : 'true';
}
