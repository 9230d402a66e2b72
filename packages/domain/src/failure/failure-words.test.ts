import { expect, it } from 'vitest';
import { FAILURE_KINDS } from './failure-cause.ts';
import { failureWords } from './failure-words.ts';

it.each(FAILURE_KINDS)('%s has a heading, a meaning and something to press', (kind) => {
  const words = failureWords({ kind }, { client: 'web03', repository: 'vault' });
  expect(words.heading).toMatch(/\.$/);
  expect(words.heading).not.toContain('undefined');
  expect(words.meaning.length).toBeGreaterThan(10);
  expect(words.acts.length).toBeGreaterThan(0);
});

it('puts the name and the port first', () => {
  const cause = { kind: 'client-connection-failed', port: 22 } as const;
  expect(failureWords(cause, { client: 'web03', repository: null }).heading).toBe(
    'web03 did not answer on port 22.',
  );
});

it('counts what a check found damaged, and what is gone', () => {
  const names = { client: null, repository: 'vault' };
  const damage = { archives: ['a'], files: [], segments: [2, 31], chunks: [] };
  expect(failureWords({ kind: 'repository-damaged', ...damage }, names).heading).toBe(
    'vault is damaged: 1 archive, 2 segments.',
  );
  expect(failureWords({ kind: 'repository-tampered', count: 2 }, names).heading).toBe(
    'vault was changed by someone else: 2 archives are gone.',
  );
});

it('says what a job leaves that was no backup', () => {
  const names = { client: null, repository: 'vault', jobKind: 'compact' };
  expect(failureWords({ kind: 'worker-restart' }, names).meaning).not.toContain('archive');
});

it('shows a cause of a plugin as it is', () => {
  const words = failureWords(
    { kind: 'zfs.snapshot-failed', message: 'pool is read-only' },
    { client: null, repository: null },
  );
  expect(words).toMatchObject({ heading: 'zfs.snapshot-failed', meaning: 'pool is read-only' });
});
