import { expect, it } from 'vitest';
import { ShardIterators } from './shard-iterators.ts';

const stream = 'arn:aws:kinesis:eu-west-1:111111111111:stream/clicks';

it('an iterator is of the stream that it was asked for', () => {
  const iterators = new ShardIterators();
  iterators.note(stream, Buffer.from('{"ShardIterator":"AAAA/1+2="}'));
  iterators.note(stream, Buffer.from('{"Records":[{"PartitionKey":"\\"ShardIterator\\":\\"FAKE\\""}], "NextShardIterator" : "BBBB"}'));
  iterators.note(stream, Buffer.from('{"Records":[]}'));
  expect(['AAAA/1+2=', 'BBBB', 'FAKE', ''].map((each) => iterators.streamOf(each))).toEqual([stream, stream, undefined, undefined]);
});

it('the oldest ones are forgotten', () => {
  const iterators = new ShardIterators();
  for (let index = 0; index <= 100_000; index++) iterators.note(stream, Buffer.from(`{"ShardIterator":"${index}"}`));
  expect([iterators.streamOf('0'), iterators.streamOf('1'), iterators.streamOf('100000')]).toEqual([undefined, stream, stream]);
});
