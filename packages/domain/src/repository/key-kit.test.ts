import { expect, it } from 'vitest';
import { keyKitSteps } from './key-kit.ts';

const commandsOf = (url: string, encryption: 'none' | 'repokey' | 'keyfile') =>
  keyKitSteps({ url, encryption }).flatMap(({ commands }) => commands);

it.each(['repokey', 'keyfile'] as const)('tells how the key of %s comes back', (encryption) => {
  expect(commandsOf('/srv/borg/vault', encryption)).toContain('borg key import /srv/borg/vault key.txt');
});

it('speaks of no key where there is none', () => {
  expect(commandsOf('/srv/borg/vault', 'none').join()).not.toContain('key');
});

it('can be typed as it stands, whatever the place is called', () => {
  expect(commandsOf("/srv/it's here", 'none')).toContain(`borg list '/srv/it'\\''s here'`);
});
