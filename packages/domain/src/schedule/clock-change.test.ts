import { expect, it } from 'vitest';
import { clockChangeAfter } from './clock-change.ts';

it.each([
  ['Europe/Berlin', '2026-11-24', '2027-03-28T02:00:00', '2027-03-28T03:00:00'],
  ['Europe/Berlin', '2027-04-01', '2027-10-31T03:00:00', '2027-10-31T02:00:00'],
  ['Australia/Lord_Howe', '2026-05-01', '2026-10-04T02:00:00', '2026-10-04T02:30:00'],
])('the clocks of %s after %s', (timeZone, after, from, to) => {
  expect(clockChangeAfter(Date.parse(after), timeZone)).toMatchObject({ from, to });
});

it('knows zones whose clocks are never set', () => {
  expect(clockChangeAfter(Date.parse('2026-11-24'), 'UTC')).toBeNull();
});
