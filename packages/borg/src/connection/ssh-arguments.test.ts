import { describe, expect, it } from 'vitest';
import { knownHostsLine, parseHostKey } from './host-key.ts';
import type { SshAccess } from './ssh-access.ts';
import { sshArguments } from './ssh-arguments.ts';

const access: SshAccess = {
  remote: 'root@web01',
  port: 2222,
  rsh: 'ssh',
  rshOptions: '',
  identity: null,
  hostKey: null,
};
const files = {
  knownHosts: '/d/known_hosts',
  identity: '/d/identity',
  jumpHosts: '/d/jump_known_hosts',
  program: 'ssh',
};

describe('sshArguments', () => {
  it('puts what may not be undone before what a person chose', () => {
    const rshOptions = '-o ProxyJump=admin@gate -o StrictHostKeyChecking=no -o ConnectTimeout=3';
    const args = sshArguments({ ...access, rshOptions }, files);
    expect(args.slice(0, 3)).toEqual(['-F', '/dev/null', '-T']);
    const way = args.find((word) => word.startsWith('ProxyCommand=')) ?? '';
    expect(way).toMatch(/^ProxyCommand=ssh -F \/dev\/null .*-W '\[%h\]:%p' -- admin@gate$/);
    expect(way).toContain(`'UserKnownHostsFile="/d/jump_known_hosts"'`);
    expect(args.indexOf('ConnectTimeout=3')).toBeLessThan(args.indexOf('ConnectTimeout=15'));
    expect(args.indexOf('StrictHostKeyChecking=yes')).toBeLessThan(args.indexOf(way));
    expect(args).not.toContain('StrictHostKeyChecking=no');
    expect(args.slice(-4)).toEqual(['-p', '2222', '--', 'root@web01']);
  });

  it('hands over files whatever their names hold', () => {
    const args = sshArguments(access, { ...files, knownHosts: '/a b/100%/k', identity: null });
    expect(args).toContain('UserKnownHostsFile="/a b/100%%/k"');
    expect(args).toContain('IdentityFile=none');
  });
});

describe('a pinned host key', () => {
  const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKlXw4QkqZ0aXmN3t8VnQvRrJm0Q1cYvXl8s7W6b5d';

  it.each([
    ['root@Web01', null, `web01 ${line}\n`],
    ['web01', 22, `web01 ${line}\n`],
    ['root@web01', 2222, `[web01]:2222 ${line}\n`],
    ['root@[::1]', 2222, `[::1]:2222 ${line}\n`],
  ])('of %s port %s is written as ssh looks for it', (remote, port, expected) => {
    expect(knownHostsLine({ remote, port }, line)).toBe(expected);
  });

  it('is refused where its blob is of another type', () => {
    expect(parseHostKey(line)?.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(parseHostKey(line.replace('ssh-ed25519', 'ssh-rsa'))).toBeNull();
    expect(parseHostKey('ssh-ed25519')).toBeNull();
  });
});
