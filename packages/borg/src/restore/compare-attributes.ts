import type { AttributeRecord } from './read-attributes.ts';

type Attributes = AttributeRecord['attributes'] | undefined;

const ACL = 'system.posix_acl_';

/**
 * How the attributes of an entry differ, as a sentence; null: they do not. Whom an ACL is for is compared only where
 * owners go by number: by name it may be another number there.
 */
export function attributesFault(stored: Attributes, there: Attributes, isNumeric: boolean): string | null {
  const names = new Set([...Object.keys(stored ?? {}), ...Object.keys(there ?? {})]);
  const differing = [...names].filter((name) => {
    const [a, b] = [stored?.[name], there?.[name]];
    if (a === undefined || b === undefined) return true;
    return !isNumeric && name.startsWith(ACL) ? rightsOf(a) !== rightsOf(b) : a !== b;
  });
  if (differing.length === 0) return null;
  if (differing.every((name) => name.startsWith(ACL))) return 'its ACL is another';
  return `its extended attributes are others: ${differing.sort().join(', ')}`;
}

/** Four bytes of version, then entries of tag and rights (two bytes each) and the id whose they are (four). */
function rightsOf(hex: string): string {
  const entries = hex.slice('0x'.length + 8).match(/.{16}/g) ?? [];
  return entries
    .map((entry) => entry.slice(0, 8))
    .sort()
    .join(' ');
}
