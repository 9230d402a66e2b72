const MASKS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bbct_[A-Za-z0-9_-]{8,}/g, 'bct_[masked]'],
  [/\b(Bearer|Basic) +[A-Za-z0-9._~+/=-]{8,}/gi, '$1 [masked]'],
  [/(\/setup\?(?:[^\s"'#]*&)?token=)[^\s"'&#]+/g, '$1[masked]'],
  [/(\/trigger\/)[^\s"'?#]+/gi, '$1[masked]'],
  [/(session_token=)[^\s"';,]+/g, '$1[masked]'],
  [/(:\/\/[^\s:@/"']*):[^\s@/"']+@/g, '$1:[masked]@'],
  [
    /("(?:password|currentPassword|newPassword|passphrase|token|secret|privateKey|authorization|cookie|set-cookie)":\s*)"(?:[^"\\]|\\.)*"/gi,
    '$1"[masked]"',
  ],
];

/** Takes out of a log line what would open something: tokens, cookies, setup links, trigger ids, passwords in URLs. */
export function maskText(text: string): string {
  return MASKS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}
