import type { ApiModel } from '@assent/catalog';
import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import { headerValues } from '../signature/canonical-request.ts';
import type { ApiError } from '../wire/api-error.ts';
import { errorStatus } from '../wire/error-status.ts';
import { encodeJsonAnswer, encodeJsonError, encodeQueryAnswerAsJson, encodeQueryErrorAsJson } from '../wire/json-codec.ts';
import { encodeQueryAnswer, encodeQueryError } from '../wire/query-encoder.ts';
import { answerStatus, encodeRestJsonError } from '../wire/rest-json.ts';

const headers = (type: string, requestId: string): Readonly<Record<string, string>> => ({ 'content-type': type, 'x-amzn-requestid': requestId });

/** R22.2 */
const wantsJson = (request: RawRequest): boolean => headerValues(request).get('accept')?.some((value) => value.includes('application/json')) === true;

/** Words an answer in the protocol of its service. */
export function answerOf(request: RawRequest, model: ApiModel, operation: string, output: unknown, requestId: string): RawResponse {
  if (model.protocol === 'restJson') return { status: answerStatus(model, operation), headers: headers('application/json', requestId), body: encodeJsonAnswer(model, operation, output) };
  if (model.protocol === 'json') return { status: 200, headers: headers('application/x-amz-json-1.1', requestId), body: encodeJsonAnswer(model, operation, output) };
  if (wantsJson(request)) return { status: 200, headers: headers('application/json', requestId), body: encodeQueryAnswerAsJson(model, operation, output, requestId) };
  return { status: 200, headers: headers('text/xml', requestId), body: encodeQueryAnswer(model, operation, output, requestId) };
}

/** Words an error in the protocol of its service. */
export function errorAnswer(request: RawRequest, model: ApiModel, error: ApiError, requestId: string): RawResponse {
  const status = errorStatus(model, error);
  if (model.protocol === 'restJson') return { status, headers: { ...headers('application/json', requestId), 'x-amzn-errortype': error.code }, body: encodeRestJsonError(error) };
  if (model.protocol === 'json') {
    return { status, headers: { ...headers('application/x-amz-json-1.1', requestId), 'x-amzn-errortype': error.code }, body: encodeJsonError(error) };
  }
  if (wantsJson(request)) return { status, headers: headers('application/json', requestId), body: encodeQueryErrorAsJson(error, status >= 500 ? 'Receiver' : 'Sender', requestId) };
  return { status, headers: headers('text/xml', requestId), body: encodeQueryError(model, error, requestId) };
}
