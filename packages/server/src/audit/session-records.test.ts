import { describe, expect, it } from 'vitest';
import { RecordLimitError, SessionRecords } from './session-records.ts';
import type { NotedCall } from './session-records.ts';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 1, 12, minutes));
const hour = at(60);
const call = (resource: string): NotedCall => ({ service: 's3', operation: 'GetObject', outcome: 'forwarded', enforcement: 'on', needs: [{ action: 's3:GetObject', resource, decision: 'allowed' }] });

describe('the record of sessions', () => {
  it('counts equal calls, of every session that belongs to it, and of no other', () => {
    const records = new SessionRecords();
    const id = records.add(undefined, 'ASIAONE', hour);
    records.add(id, 'ASIATWO', hour);
    for (const [key, minute] of [['ASIAONE', 1], ['ASIATWO', 2], ['ASIATHREE', 3]] as const) records.note(key, call('a'), at(minute));
    records.note('ASIAONE', call('b'), at(4));
    expect(records.read(id)).toEqual({
      id,
      calls: [
        { ...call('a'), count: 2, firstAt: at(1).toISOString(), lastAt: at(2).toISOString() },
        { ...call('b'), count: 1, firstAt: at(4).toISOString(), lastAt: at(4).toISOString() },
      ],
      dropped: 0,
    });
    expect([records.has('ASIATWO'), records.has('ASIATHREE')]).toEqual([true, false]);
  });

  it('is gone when it was ended, and its room is free again', () => {
    const records = new SessionRecords({ size: 2 * JSON.stringify(call('a')).length });
    for (let turn = 0; turn < 3; turn++) {
      const id = records.add(undefined, 'ASIAONE', hour);
      records.note('ASIAONE', call('a'), at(1));
      expect(records.read(id)).toMatchObject({ calls: [{ count: 1 }], dropped: 0 });
      expect([records.end(id), records.end(id), records.read(id), records.has('ASIAONE')]).toEqual([true, false, undefined, false]);
    }
  });

  it.each(['recordSize', 'size'] as const)('counts what finds no room within %s, and goes on counting what it knows', (limit) => {
    const records = new SessionRecords({ [limit]: 2 * JSON.stringify(call('a')).length });
    const id = records.add(undefined, 'ASIAONE', hour);
    for (const resource of ['a', 'b', 'a', 'c']) records.note('ASIAONE', call(resource), at(1));
    expect(records.read(id)).toMatchObject({ calls: [{ count: 2, needs: [{ resource: 'a' }] }], dropped: 2 });
  });

  it('takes no more records and sessions than it has room for, until some have ended', () => {
    const records = new SessionRecords({ records: 1, sessions: 1 });
    expect(records.hasRoom(undefined, at(0))).toBe(true);
    const id = records.add(undefined, 'ASIAONE', hour);
    expect(() => records.hasRoom(undefined, at(0))).toThrow(RecordLimitError);
    expect(() => records.hasRoom(id, at(59))).toThrow(RecordLimitError);
    expect(records.hasRoom(id, at(60))).toBe(true);
    expect(records.has('ASIAONE')).toBe(false);
    expect(records.hasRoom(undefined, at(60 + 24 * 60))).toBe(true);
    expect([records.read(id), records.hasRoom(id, at(0))]).toEqual([undefined, false]);
  });
});
