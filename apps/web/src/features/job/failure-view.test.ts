import { expect, test } from 'vitest';
import { failureView } from './failure-view.ts';

const names = { client: 'web03', repository: 'vault' };

test('a known cause is a sentence, its meaning, evidence and acts', () => {
  const view = failureView(
    {
      kind: 'client-connection-failed',
      port: 22,
      message: 'No route to host',
      evidence: ['ssh: No route to host'],
    },
    names,
  );
  expect(view.title).toBe('web03 did not answer on port 22.');
  expect(view.meaning).not.toBeNull();
  expect(view.evidence).toEqual(['ssh: No route to host']);
  expect(view.acts[0]).toBe('test-connection');
});

test('a cause that a plugin added is shown by its id, with what it tells', () => {
  const view = failureView({ kind: 'acme.tape-jam', message: 'The tape is stuck.' }, names);
  expect(view).toMatchObject({
    cause: 'acme.tape-jam',
    title: 'acme.tape-jam',
    evidence: ['The tape is stuck.'],
  });
});
