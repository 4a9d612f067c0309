import { describe, expect, it } from 'vitest';
import { readJsonBody } from '../routing/json-body.ts';
import { readXml } from '../routing/xml-reader.ts';
import { AnswerView } from './answer-view.ts';

const json = (value: unknown): AnswerView => AnswerView.ofJson(readJsonBody(JSON.stringify(value)));
const xml = (text: string): AnswerView => AnswerView.ofXml(readXml(text));

describe('an answer', () => {
  it.each([
    ['JSON', json({ Name: 'n', Tags: [{ Key: 'a', Value: '1' }], Names: ['x', 'y'], Attributes: { Policy: '{}' }, On: true, Inner: { Name: 'i' } })],
    [
      'XML',
      xml(
        '<R><Name>n</Name><Tags><member><Key>a</Key><Value>1</Value></member></Tags><Names><member>x</member><member>y</member></Names><Attributes><entry><key>Policy</key><value>{}</value></entry></Attributes><On>true</On><Inner><Name>i</Name></Inner></R>',
      ),
    ],
  ])('says the same in %s', (_, answer) => {
    expect(answer.text('Name')).toBe('n');
    expect(answer.views('Tags').map((tag) => [tag.text('Key'), tag.text('Value')])).toEqual([['a', '1']]);
    expect(answer.texts('Names')).toEqual(['x', 'y']);
    expect(answer.record('Attributes')).toEqual({ Policy: '{}' });
    expect(answer.truth('On')).toBe(true);
    expect(answer.at('Inner').text('Name')).toBe('i');
    expect(answer.names()).toEqual(['Name', 'Tags', 'Names', 'Attributes', 'On', 'Inner']);
  });

  it.each([
    ['JSON', json({ Null: null, Empty: [], None: {} })],
    ['XML', xml('<R><Empty/><None>\n</None></R>')],
    ['XML of nothing', xml('<R/>')],
  ])('of which something is missing has none of it, in %s', (_, answer) => {
    expect(answer.optional('Null')).toBeUndefined();
    expect(answer.views('Empty')).toEqual([]);
    expect(answer.texts('Missing')).toEqual([]);
    expect(answer.record('None')).toEqual({});
    expect(answer.at('None').names()).toEqual([]);
    expect(answer.at('Missing').optional('Name')).toBeUndefined();
    expect(answer.truth('Missing')).toBe(false);
    expect(() => answer.text('Missing')).toThrow('the answer has no `Missing`');
  });

  it.each<[what: string, read: () => unknown, message: string]>([
    ['a number where a text is expected', () => json({ Name: 1 }).optional('Name'), '`Name` of the answer is no text'],
    ['a structure where a text is expected', () => xml('<R><Name><x>1</x></Name></R>').text('Name'), '`Name` of the answer is no text'],
    ['two texts where one is expected', () => xml('<R><Name>a</Name><Name>b</Name></R>').text('Name'), '`Name` of the answer is no text'],
    ['a text where a list is expected', () => json({ Tags: 'x' }).views('Tags'), '`Tags` of the answer is no list'],
    ['a structure where a list is expected', () => json({ Tags: { a: 1 } }).texts('Tags'), '`Tags` of the answer is no list'],
    ['a structure of two members where a list is expected', () => xml('<R><Tags><a>1</a><b>2</b></Tags></R>').texts('Tags'), '`Tags` of the answer is no list'],
    ['structures where texts are expected', () => json({ Names: [{}] }).texts('Names'), '`Names` of the answer is no list of texts'],
    ['numbers in a map of texts', () => json({ Tags: { a: 1 } }).record('Tags'), '`Tags` of the answer is no map of texts'],
    ['a list where a map is expected', () => json({ Tags: [] }).record('Tags'), '`Tags` is no structure'],
    ['a list where a structure is expected', () => json([]).text('Name'), 'what has `Name` is no structure'],
    ['a text where a structure is expected', () => json({ Inner: 'x' }).at('Inner').optional('Name'), 'what has `Name` is no structure'],
  ])('is refused with %s', (_, read, message) => {
    expect(read).toThrow(message);
  });

  it('is true in JSON where it says true, and not where it is a word', () => {
    expect(json({ On: 'true' }).truth('On')).toBe(false);
    expect(xml('<R><On>TRUE</On></R>').truth('On')).toBe(false);
  });
});
