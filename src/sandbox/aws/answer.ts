/** Results and errors in the form of each service's protocol. */
import type { Answer } from '../httpExchange.ts';
import type { JsonObject } from '../json.ts';
import { ownEntry } from '../ownEntry.ts';
import { models, type ModelOperation, type ModelService } from './model.ts';
import type { ServiceError } from './serviceError.ts';
import { escapeXml, writeJson, writeXml } from './writeShape.ts';

export function resultAnswer(
  service: ModelService,
  operation: string,
  model: ModelOperation,
  output: JsonObject,
  requestId: string,
): Answer {
  if (service.protocol === 'query') {
    const result =
      model.resultWrapper === undefined || model.output === undefined
        ? ''
        : `<${model.resultWrapper}>${writeXml(service, model.output, output)}</${model.resultWrapper}>`;
    const body = `<${operation}Response xmlns="${service.xmlNamespace ?? ''}">${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
    return { status: model.status, headers: headersOf(service, requestId), body };
  }
  // 204 has no body at all; everything else is a JSON object, even where it is empty.
  const body = model.status === 204 ? '' : JSON.stringify(model.output === undefined ? {} : writeJson(service, model.output, output));
  return { status: model.status, headers: headersOf(service, requestId), body };
}

/** `serviceName` may be unknown to the sandbox; then the answer is JSON. */
export function errorAnswer(serviceName: string, error: ServiceError, requestId: string): Answer {
  const service = ownEntry(models, serviceName);
  const shape = service === undefined ? undefined : ownEntry(service.shapes, error.code);
  const status = error.status ?? shape?.errorStatus ?? 400;
  const code = shape?.errorCode ?? error.code;
  if (service?.protocol === 'query') {
    const body = `<ErrorResponse xmlns="${service.xmlNamespace ?? ''}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status, headers: headersOf(service, requestId), body };
  }
  const headers = headersOf(service, requestId);
  if (service?.protocol === 'json')
    return { status, headers, body: JSON.stringify({ __type: code, Message: error.message, message: error.message, ...error.members }) };
  return { status, headers: { ...headers, 'x-amzn-errortype': code }, body: JSON.stringify({ message: error.message, ...error.members }) };
}

function headersOf(service: ModelService | undefined, requestId: string): Record<string, string> {
  const types: Record<string, string> = { query: 'text/xml', json: 'application/x-amz-json-1.1' };
  return { 'content-type': types[service?.protocol ?? ''] ?? 'application/json', 'x-amzn-requestid': requestId };
}
