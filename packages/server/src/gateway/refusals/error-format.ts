import { listRoutedServices } from '@assent/catalog';
import type { RawResponse, RequestHead } from '../../http/raw-request.ts';
import { headerValues } from '../../signature/canonical-request.ts';
import { escapeXml } from '../../wire/xml.ts';
import type { RoutedCall } from '../routed-call.ts';
import { cborMap } from './cbor-text.ts';

/** The forms in which services say that something is wrong. */
export type ErrorFormat = 's3' | RoutedCall['protocol'];

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The form of a service's errors as its client expects them, by what of the request tells the protocol. */
export function errorFormatOf(head: RequestHead, service: string, protocol: RoutedCall['protocol'] | undefined): ErrorFormat {
  if (service === 's3') return 's3';
  if (protocol !== undefined) return protocol;
  const headers = headerValues(head);
  if (headers.has('smithy-protocol')) return 'smithy-rpc-v2-cbor';
  if (headers.has('x-amz-target')) return 'json';
  const known = listRoutedServices().find((each) => each.service === service || each.signingName === service);
  return known?.service === 's3' ? 's3' : (known?.protocols[0] ?? 'rest-json');
}

/** A refusal or a fault on the wire (R12.1, R12.6, R12.8). */
export function errorResponse(head: RequestHead, format: ErrorFormat, { status, code, message }: Refusal, requestId: string): RawResponse {
  switch (format) {
    case 's3': {
      const resource = head.target.split('?', 1)[0] ?? '/';
      const body = `${declaration}<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message><Resource>${escapeXml(resource)}</Resource><RequestId>${requestId}</RequestId><HostId>${requestId}</HostId></Error>`;
      return { status, headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId, 'x-amz-id-2': requestId }, body };
    }
    case 'rest-xml':
    case 'query': {
      const body = `<ErrorResponse><Error><Type>${status >= 500 ? 'Receiver' : 'Sender'}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
      return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
    }
    case 'ec2': {
      const body = `${declaration}<Response><Errors><Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`;
      return { status, headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId }, body };
    }
    case 'json': {
      const type = headerValues(head).get('content-type')?.[0]?.includes('json-1.1') === true ? '1.1' : '1.0';
      return { status, headers: { 'content-type': `application/x-amz-json-${type}`, 'x-amzn-requestid': requestId, 'x-amzn-errortype': code }, body: JSON.stringify({ __type: code, message }) };
    }
    case 'rest-json':
      return { status, headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': code }, body: JSON.stringify({ message }) };
    case 'smithy-rpc-v2-cbor':
      return { status, headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', 'x-amzn-requestid': requestId, 'x-amzn-errortype': code }, body: cborMap({ __type: code, message }) };
  }
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
