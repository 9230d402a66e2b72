import { expect, it } from 'vitest';
import { parseRepositoryLabel, repositoryLabel } from './forgotten-repository.ts';

it.each([
  { name: 'vault', url: '/srv/borg/vault', borgId: '' },
  { name: 'vault (old)', url: 'ssh://u@h:22/a b', borgId: 'ab'.repeat(32) },
])('%j is found again in its label', (repository) => {
  expect(parseRepositoryLabel(repositoryLabel(repository))).toEqual(repository);
});
