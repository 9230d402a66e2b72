import { describe, expect, it } from 'vitest';
import { matchesRule, type Occasion } from './matching-rules.ts';

const rule = {
  name: 'rule',
  enabled: true,
  channelId: 'c',
  events: ['job-failed', 'repository-damaged'] as const,
  clientPattern: null,
  repositoryId: null,
};
const failed: Occasion = { event: 'job-failed', hostname: 'web03', repositoryIds: ['vault'] };
const damaged: Occasion = { event: 'repository-damaged', hostname: null, repositoryIds: ['vault'] };

describe('a rule', () => {
  it.each([
    ['asks for everything', {}, failed, true],
    ['does not ask for it', { events: ['job-done'] as const }, failed, false],
    ['is for such clients', { clientPattern: 'WEB.*' }, failed, true],
    ['is for other clients', { clientPattern: 'db.*' }, failed, false],
    ['is for clients, and this concerns none', { clientPattern: '.*' }, damaged, false],
    ['is for this repository', { repositoryId: 'vault' }, damaged, true],
    ['is for another one', { repositoryId: 'attic' }, failed, false],
    ['has a pattern that cannot be read', { clientPattern: '(' }, failed, true],
  ])('that %s', (_, change, occasion, expected) => {
    expect(matchesRule({ ...rule, ...change }, occasion)).toBe(expected);
  });
});
