/** The bytes by which a secret would be recognised: as it is, in UTF-16, in hex, and inside of any base64. */
export function tracesOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  // Base64 looks different at each offset modulo 3; its first and last characters also depend on the neighbours.
  const inBase64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [
    bytes,
    Buffer.from(secret, 'utf16le'),
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
    ...inBase64.map((text) => Buffer.from(text)),
  ];
}
