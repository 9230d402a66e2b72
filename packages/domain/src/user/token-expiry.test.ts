import { describe, expect, it } from 'vitest';
import { parseTokenExpiry } from './token-expiry.ts';

const now = new Date('2026-11-22T10:00:00.000Z');

describe('parseTokenExpiry', () => {
  it.each([
    ['30d', '2026-12-22T10:00:00.000Z'],
    ['12h', '2026-11-22T22:00:00.000Z'],
    ['90m', '2026-11-22T11:30:00.000Z'],
    ['45s', '2026-11-22T10:00:45.000Z'],
    ['2w', '2026-12-06T10:00:00.000Z'],
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T12:00:00+02:00', '2027-01-31T10:00:00.000Z'],
    ['2027-01-31T12:00:00.123456+00:00', '2027-01-31T12:00:00.123Z'],
  ])('reads %s', (text, instant) => {
    expect(parseTokenExpiry(text, now).toISOString()).toBe(instant);
  });

  it.each([
    '',
    'soon',
    '30',
    '30 years',
    '0d',
    '-1d',
    '2026-11-21',
    '2027-13-01',
    '2027-02-30',
    '2027-02-30T',
    '2027-02-30T10:00:00Z',
    '999999999w',
  ])('refuses %j by the name of the field', (text) => {
    expect(() => parseTokenExpiry(text, now)).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', fieldErrors: { expires: [expect.any(String)] } }),
    );
  });
});
