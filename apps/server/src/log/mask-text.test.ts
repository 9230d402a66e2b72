import { describe, expect, it } from 'vitest';
import { maskText } from './mask-text.ts';

describe('maskText', () => {
  it.each([
    ['sent bct_AAAAbbbbCCCC1234 away', 'sent bct_[masked] away'],
    ['{"authorization":"Bearer abc.def-123456"}', '{"authorization":"[masked]"}'],
    ['Authorization: Bearer abc.def-123456', 'Authorization: Bearer [masked]'],
    ['GET /setup?token=AbC_1-2 done', 'GET /setup?token=[masked] done'],
    ['POST /trigger/0b0f9d3e-8a1a-4c39-9d53-3e4f5a6b7c8d', 'POST /trigger/[masked]'],
    [
      'cookie: borgcube.session_token=abc.def%3D; theme=dark',
      'cookie: borgcube.session_token=[masked]; theme=dark',
    ],
    ['postgresql://borg:s3cret@db/borg', 'postgresql://borg:[masked]@db/borg'],
    [String.raw`{"password":"a\"b","name":"web01"}`, '{"password":"[masked]","name":"web01"}'],
    ['{"passphrase": "canary"}', '{"passphrase": "[masked]"}'],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it('leaves everything else alone', () => {
    const line = '{"level":30,"msg":"listening on http://127.0.0.1:8420","path":"/srv/borg/main"}';
    expect(maskText(line)).toBe(line);
  });
});
