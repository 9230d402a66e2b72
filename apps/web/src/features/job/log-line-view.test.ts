import type { JobLogLine } from '@borgcube/domain/job/job';
import { expect, test } from 'vitest';
import { filterLog, logLineView } from './log-line-view.ts';

const line = (seq: number, level: JobLogLine['level'], message: string): JobLogLine => ({
  seq,
  level,
  message,
  time: '2026-11-24T08:42:03.000Z',
});

test('a file line gives its letter, and trouble its colour', () => {
  expect(logLineView(line(1, 'file', 'A /srv/a b'))).toMatchObject({
    letter: 'A',
    text: '/srv/a b',
    tone: 'plain',
  });
  expect(logLineView(line(2, 'file', 'C /srv/x'))).toMatchObject({ letter: 'C', tone: 'warning' });
  expect(logLineView(line(3, 'error', 'ssh: No route to host'))).toMatchObject({
    letter: 'E',
    tone: 'error',
  });
  expect(logLineView(line(4, 'info', 'A message'))).toMatchObject({ letter: '', text: 'A message' });
});

test('a name with a newline stays one line', () => {
  expect(logLineView(line(1, 'file', 'A srv/two\nlines\u001b')).text).toBe('srv/two\\nlines\\x1b');
});

test('levels and text choose lines', () => {
  const lines = [
    logLineView(line(1, 'info', 'Claimed by worker')),
    logLineView(line(2, 'file', 'A /srv/one')),
    logLineView(line(3, 'warning', '/srv/two: changed')),
  ];
  expect(filterLog(lines, 'all', '')).toBe(lines);
  expect(filterLog(lines, 'messages', '').map((shown) => shown.seq)).toEqual([1, 3]);
  expect(filterLog(lines, 'warnings', '').map((shown) => shown.seq)).toEqual([3]);
  expect(filterLog(lines, 'all', 'SRV').map((shown) => shown.seq)).toEqual([2, 3]);
});
