import { createHash } from 'node:crypto';
import { ApiError } from '../wire/api-error.ts';

/** How many findings an answer has where the client does not say. */
const defaultResults = 100;
const mostResults = 1000;

/** A part of a list that is the same each time it is made: the token says how many came before, and of what. */
export interface FindingsPage<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

const invalid = (message: string, name: string): ApiError => new ApiError('ValidationException', message, { fields: { reason: 'fieldValidationFailed', fieldList: [{ name, message }] } });

/** Cuts a page from a whole list (R24.3).
 * @param of what the list was made from: a token of another one is refused */
export function findingsPage<T>(all: readonly T[], of: readonly string[], { maxResults, nextToken }: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined }): FindingsPage<T> {
  const limit = maxResults ?? defaultResults;
  if (limit < 1 || limit > mostResults) throw invalid(`maxResults is a number from 1 to ${mostResults}.`, 'maxResults');
  const source = createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 22);
  const start = nextToken === undefined ? 0 : readToken(nextToken, source);
  const end = start + limit;
  return { items: all.slice(start, end), nextToken: end < all.length ? writeToken(end, source) : undefined };
}

const writeToken = (start: number, source: string): string => Buffer.from(`f1.${start}.${source}`).toString('base64url');

function readToken(token: string, source: string): number {
  const match = /^f1\.(\d{1,9})\.([A-Za-z0-9_-]{22})$/.exec(Buffer.from(token, 'base64url').toString('latin1'));
  if (match?.[2] !== source) throw invalid('The nextToken is not one of this list.', 'nextToken');
  return Number(match[1]);
}
