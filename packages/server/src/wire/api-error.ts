/** An error as a client sees it. `code` is what stands on the wire; the HTTP status follows from it (`errorStatus`)
 * unless given. Messages are AWS's own where AWS's are known. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number | undefined;
  /** Further members of a JSON error, such as `Reason`, ready for JSON. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: { readonly status?: number; readonly fields?: Readonly<Record<string, unknown>> } = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = options.status;
    this.fields = options.fields ?? {};
  }
}
