import type { Trigger } from '@borgcube/domain/trigger/trigger';
import { describe, expect, it } from 'vitest';
import { accessWords, triggerLines } from './trigger-words.ts';

const trigger: Trigger = {
  id: 'a',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  triggerId: '5b6f5a1e-6a39-4c09-9be5-0d3f1b1e7a55',
  target: { type: 'schedule', id: 'b' },
  targetName: 'Nightly',
  enabled: true,
  access: ['anonymous-web', 'local-cli'],
  comment: '',
  lastUsedAt: null,
};

describe('how a trigger is used', () => {
  it('is one line for each place that may', () => {
    expect(triggerLines(trigger, 'https://backup.example.org').map(({ line }) => line)).toEqual([
      'curl -X POST https://backup.example.org/trigger/5b6f5a1e-6a39-4c09-9be5-0d3f1b1e7a55',
      'borgcube trigger 5b6f5a1e-6a39-4c09-9be5-0d3f1b1e7a55',
    ]);
    expect(triggerLines({ ...trigger, access: [] }, 'https://x')).toEqual([]);
    expect(triggerLines({ ...trigger, triggerId: null }, 'https://x')).toEqual([]);
  });

  it('is told in words', () => {
    expect(accessWords(['anonymous-web', 'local-cli'])).toBe('web, command line');
    expect(accessWords([])).toBe('nowhere');
  });
});
