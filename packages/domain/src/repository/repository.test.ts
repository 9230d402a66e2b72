import { expect, it } from 'vitest';
import { toForm } from '../form/field-meta.ts';
import { RepositoryCreate, RepositoryInit, RepositoryTest, RepositoryUpdate } from './repository.ts';

const place = { name: 'vault', url: '/srv/borg/vault' };

it('takes an empty passphrase for none where a repository may have none', () => {
  expect(RepositoryCreate.parse({ ...place, passphrase: '' }).passphrase).toBeUndefined();
  expect(RepositoryInit.parse({ ...place, passphrase: '', encryption: 'none' }).passphrase).toBeUndefined();
  expect(RepositoryTest.parse({ ...place, passphrase: '' }).passphrase).toBeUndefined();
});

it.each([{}, { passphrase: '' }])('asks for a passphrase where the encryption needs one: %j', (given) => {
  const { error } = RepositoryInit.safeParse({ ...place, ...given, encryption: 'repokey' });
  expect(error?.issues[0]?.path).toEqual(['passphrase']);
});

it('replaces no passphrase by an empty one', () => {
  expect(RepositoryUpdate.safeParse({ id: 'a', passphrase: '' }).success).toBe(false);
});

it('draws the passphrase as a password field', () => {
  const passphrase = { type: 'string', title: 'Passphrase', widget: 'password' };
  expect(toForm(RepositoryCreate)).toMatchObject({ properties: { passphrase } });
  expect(toForm(RepositoryInit)).toMatchObject({ properties: { passphrase } });
});

it('tests what the form has, as it is', () => {
  expect(RepositoryTest.safeParse({ ...place, description: '', borgId: '', passphrase: 'x' }).success).toBe(
    true,
  );
});
