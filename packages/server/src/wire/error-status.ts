import type { ApiModel } from '@assent/catalog';
import type { ApiError } from './api-error.ts';

/** Statuses of the codes that no service model declares (R12.9, R20.14, R23.7). */
const commonStatuses: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  AccessDeniedException: 400,
  ExpiredToken: 403,
  ExpiredTokenException: 400,
  IncompleteSignature: 400,
  InternalFailure: 500,
  InvalidAction: 400,
  InvalidClientTokenId: 403,
  InvalidParameterValue: 400,
  InvalidSignatureException: 400,
  MalformedQueryString: 400,
  MissingAction: 400,
  MissingAuthenticationToken: 403,
  RequestEntityTooLarge: 413,
  RequestExpired: 400,
  SerializationException: 400,
  ServiceUnavailable: 503,
  SignatureDoesNotMatch: 403,
  Throttling: 400,
  UnknownOperationException: 400,
  UnrecognizedClientException: 400,
  ValidationError: 400,
};

const statusesByModel = new WeakMap<ApiModel, ReadonlyMap<string, number>>();

/** The HTTP status of an error: its own, else the model's by its code, else that of the common errors. */
export function errorStatus(model: ApiModel | undefined, error: ApiError): number {
  return error.status ?? (model && modelStatuses(model).get(error.code)) ?? commonStatuses[error.code] ?? 400;
}

function modelStatuses(model: ApiModel): ReadonlyMap<string, number> {
  let statuses = statusesByModel.get(model);
  if (!statuses) {
    statuses = new Map(Object.values(model.errors).map(({ code, status }) => [code, status]));
    statusesByModel.set(model, statuses);
  }
  return statuses;
}
