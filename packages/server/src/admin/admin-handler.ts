import type { RequestHandler } from '../http/listener.ts';
import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import type { Metrics } from './metrics.ts';

export interface AdminOptions {
  readonly metrics: Metrics;
  isReady(): boolean;
  /** Only in development; without it there is no such path. */
  readonly reset?: () => Promise<void>;
  /** Answers what wants the admin token; `undefined` for paths that are not its own. */
  serviceSessions(request: RawRequest): RawResponse | undefined;
  /** The same. */
  resourcePolicies(request: RawRequest): Promise<RawResponse> | undefined;
}

const text = (status: number, body: string, type = 'text/plain; charset=utf-8'): RawResponse => ({ status, headers: { 'content-type': type }, body });

/** The admin listener's paths: `/healthz`, `/readyz`, `/metrics`, with the admin token `/service-sessions` and what is below
 * it, `/forwarded-sessions` and `/resource-policies`, and in development `POST /reset`. */
export function adminHandler({ metrics, isReady, reset, serviceSessions, resourcePolicies }: AdminOptions): RequestHandler {
  return async (request) => {
    const answered = serviceSessions(request) ?? resourcePolicies(request);
    if (answered) return answered;
    const { method, target } = request;
    const path = target.split('?', 1)[0] ?? '';
    const allowed = path === '/reset' ? (reset ? 'POST' : undefined) : ['/healthz', '/readyz', '/metrics'].includes(path) ? 'GET' : undefined;
    if (allowed === undefined) return text(404, 'not found\n');
    if (method !== allowed && !(allowed === 'GET' && method === 'HEAD')) return { ...text(405, `${path} takes ${allowed}\n`), headers: { allow: allowed, 'content-type': 'text/plain; charset=utf-8' } };
    switch (path) {
      case '/healthz':
        return text(200, 'ok\n');
      case '/readyz':
        return isReady() ? text(200, 'ready\n') : text(503, 'not ready\n');
      case '/metrics':
        return text(200, metrics.print(), 'text/plain; version=0.0.4; charset=utf-8');
      default:
        await reset?.();
        return text(200, 'reset\n');
    }
  };
}
