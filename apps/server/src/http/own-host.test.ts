import { describe, expect, it } from 'vitest';
import { isOwnHost, isOwnOrigin } from './own-host.ts';

const PUBLIC = 'https://backup.example.org';

describe('isOwnHost', () => {
  it.each([
    'backup.example.org',
    'Backup.Example.ORG',
    'backup.example.org:443',
    'localhost:8420',
    '127.0.0.1:8420',
    '[::1]:8420',
    'localhost',
  ])('answers to %s', (host) => expect(isOwnHost(host, PUBLIC)).toBe(true));

  it.each([
    undefined,
    '',
    'evil.example.org',
    'backup.example.org.evil.test',
    'backup.example.org:8420',
    'backup.example.org:80',
    'localhost.evil.test',
    '127.0.0.1.nip.io:8420',
    '192.168.1.5:8420',
    'localhost@evil.test',
    'localhost, evil.test',
  ])('refuses %s', (host) => expect(isOwnHost(host, PUBLIC)).toBe(false));
});

describe('isOwnOrigin', () => {
  it.each([
    [PUBLIC, 'backup.example.org'],
    ['http://localhost:8420', 'localhost:8420'],
    ['http://127.0.0.1:9000', '127.0.0.1:9000'],
    ['http://[::1]:8420', '[::1]:8420'],
    ['http://localhost', 'localhost:80'],
  ])('%s may change something at %s', (origin, host) => expect(isOwnOrigin(origin, host, PUBLIC)).toBe(true));

  it.each([
    ['null', 'localhost:8420'],
    ['http://backup.example.org', 'backup.example.org'],
    ['http://localhost:3000', 'localhost:8420'],
    ['http://127.0.0.1:8420', 'localhost:8420'],
    ['https://evil.test', 'backup.example.org'],
    ['http://evil.test', 'evil.test'],
    ['', 'localhost:8420'],
  ])('%s may not at %s', (origin, host) => expect(isOwnOrigin(origin, host, PUBLIC)).toBe(false));
});
