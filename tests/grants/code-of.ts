import { GrantError } from '@assent/grants';

/** The code of the error that a wrong use ends with. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof GrantError) return error.code;
    throw error;
  }
  return 'none';
}
