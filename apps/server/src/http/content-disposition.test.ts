import { describe, expect, it } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

describe('contentDisposition', () => {
  it.each([
    ['report.pdf', `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
    ['a "b" c', `attachment; filename="a _b_ c"; filename*=UTF-8''a%20%22b%22%20c`],
    ['näh.txt', `attachment; filename="n_h.txt"; filename*=UTF-8''n%C3%A4h.txt`],
    [
      'x\r\nSet-Cookie: a=b',
      `attachment; filename="x__Set-Cookie: a=b"; filename*=UTF-8''x__Set-Cookie%3A%20a%3Db`,
    ],
    ['..\\..\\evil', `attachment; filename=".._.._evil"; filename*=UTF-8''.._.._evil`],
    ["it's (1)*", `attachment; filename="it's (1)*"; filename*=UTF-8''it%27s%20%281%29%2a`],
    ['', `attachment; filename="file"; filename*=UTF-8''file`],
  ])('%j', (name, header) => {
    expect(contentDisposition(name)).toBe(header);
  });
});
