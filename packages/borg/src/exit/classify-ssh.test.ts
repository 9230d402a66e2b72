import { describe, expect, it } from 'vitest';
import { classifySsh } from './classify-ssh.ts';

describe('classifySsh', () => {
  it.each([
    ['connection-failed', ['ssh: connect to host 10.0.0.9 port 22: Connection refused']],
    ['connection-failed', ['ssh: Could not resolve hostname nowhere: Name or service not known']],
    ['connection-failed', ['root@h: Permission denied (publickey).']],
    ['connection-failed', ['Timeout, server h not responding.']],
    ['connection-failed', []],
    [
      'host-key-unknown',
      [
        'No ED25519 host key is known for [127.0.0.1]:2200 and you have requested strict checking.',
        'Host key verification failed.',
      ],
    ],
    [
      'host-key-mismatch',
      [
        '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @',
        'Host key for [127.0.0.1]:2200 has changed and you have requested strict checking.',
        'Host key verification failed.',
      ],
    ],
  ])('finds %s in %j', (kind, stderr) => {
    expect(classifySsh(stderr, 'client').kind).toBe(`client-${kind}`);
    expect(classifySsh(stderr, 'repository').kind).toBe(`repository-${kind}`);
  });
});
