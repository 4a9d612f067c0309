import { AnswerView } from '../reading/answer-view.ts';
import { AnswerError } from '../reading/reading-error.ts';
import { readCborBody } from '../routing/cbor-body.ts';
import { textOfBody } from '../routing/body.ts';
import { readJsonBody } from '../routing/json-body.ts';
import { Unroutable } from '../routing/unroutable.ts';
import { readXml } from '../routing/xml-reader.ts';
import type { RoutedCall } from '../routed-call.ts';

/** What an answer says, in the protocol of its call.
 * @throws AnswerError where it cannot be read */
export function readLearnedAnswer(call: RoutedCall, body: Uint8Array): AnswerView {
  try {
    return viewOf(call, body);
  } catch (error) {
    if (error instanceof Unroutable) throw new AnswerError(error.message);
    throw error;
  }
}

function viewOf({ protocol, operation }: RoutedCall, body: Uint8Array): AnswerView {
  switch (protocol) {
    case 'json':
    case 'rest-json':
      return AnswerView.ofJson(readJsonBody(textOfBody(body)));
    case 'smithy-rpc-v2-cbor':
      return AnswerView.ofJson(readCborBody(body));
    case 'query':
      return AnswerView.ofXml(readXml(textOfBody(body).trim())).at(`${operation}Result`);
    case 'ec2':
    case 'rest-xml':
      return AnswerView.ofXml(readXml(textOfBody(body).trim()));
  }
}
