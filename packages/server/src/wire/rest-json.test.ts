import { apiModel } from '@assent/catalog';
import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { decodeRestJson } from './rest-json.ts';
import type { RestRequest } from './rest-json.ts';

const model = apiModel('access-analyzer');
const decode = (request: Partial<RestRequest>) => decodeRestJson(model, { method: 'POST', path: '/policy/validation', query: '', body: '', ...request });
const body = JSON.stringify({ policyDocument: '{}', policyType: 'IDENTITY_POLICY' });

function refusal(request: Partial<RestRequest>): ApiError {
  try {
    decode(request);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('the request was decoded');
}

describe('JSON over REST', () => {
  it.each<readonly [string, Partial<RestRequest>, string, object]>([
    ['a body', { body }, 'ValidatePolicy', { policyDocument: '{}', policyType: 'IDENTITY_POLICY' }],
    ['numbers and texts of the query', { body, query: 'maxResults=5&nextToken=a%20b%2B' }, 'ValidatePolicy', { policyDocument: '{}', policyType: 'IDENTITY_POLICY', maxResults: 5, nextToken: 'a b+' }],
    ['the first of two', { body, query: 'maxResults=5&maxResults=6' }, 'ValidatePolicy', { policyDocument: '{}', policyType: 'IDENTITY_POLICY', maxResults: 5 }],
    ['a part of the path', { method: 'GET', path: '/analyzer/one' }, 'GetAnalyzer', { analyzerName: 'one' }],
    ['an encoded part of the path', { method: 'GET', path: '/tags/arn%3Aaws%3Ax%2Fy' }, 'ListTagsForResource', { resourceArn: 'arn:aws:x/y' }],
    ['a list of the query', { method: 'DELETE', path: '/tags/arn', query: 'tagKeys=a&tagKeys=b' }, 'UntagResource', { resourceArn: 'arn', tagKeys: ['a', 'b'] }],
  ])('reads %s (R24.1)', (_, request, operation, input) => {
    expect(decode(request)).toEqual({ operation, input });
  });

  it('does not let the body speak for the query', () => {
    expect(decode({ body: JSON.stringify({ policyDocument: '{}', policyType: 'IDENTITY_POLICY', maxResults: 7 }) }).input).toEqual({ policyDocument: '{}', policyType: 'IDENTITY_POLICY' });
  });

  it.each<readonly [string, Partial<RestRequest>, string, number | undefined]>([
    ['another path', { path: '/policy/validations', body }, 'UnknownOperationException', 404],
    ['another method', { method: 'PUT', body }, 'UnknownOperationException', 404],
    ['a path that goes on', { path: '/policy/validation/', body }, 'UnknownOperationException', 404],
    ['a body that is not JSON', { body: '{' }, 'SerializationException', undefined],
    ['a body that is no object', { body: '[]' }, 'SerializationException', undefined],
    ['a member of another type', { body: '{"policyDocument": 1, "policyType": "IDENTITY_POLICY"}' }, 'SerializationException', undefined],
    ['a number that is none', { body, query: 'maxResults=many' }, 'SerializationException', undefined],
    ['a query that is not UTF-8', { body, query: 'nextToken=%ff' }, 'SerializationException', undefined],
    ['a missing member', { body: '{}' }, 'ValidationException', undefined],
  ])('refuses %s (R24.2)', (_, request, code, status) => {
    const error = refusal(request);
    expect({ code: error.code, status: error.status }).toEqual({ code, status });
  });

  it('names every field that is at fault', () => {
    expect(refusal({ body: '{}' }).fields).toEqual({
      reason: 'fieldValidationFailed',
      fieldList: [
        { name: 'policyDocument', message: 'Member must not be null' },
        { name: 'policyType', message: 'Member must not be null' },
      ],
    });
  });
});
