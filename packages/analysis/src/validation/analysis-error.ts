/** What kept a policy from being looked at. */
export class AnalysisError extends Error {
  override readonly name = 'AnalysisError';
  readonly code: 'document-too-large' | 'unknown-policy-type' | 'unknown-resource-type';

  constructor(code: AnalysisError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
