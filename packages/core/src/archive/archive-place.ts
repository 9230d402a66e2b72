import { fromArchivePath } from '@borgcube/domain/archive/archive-path';
import { invalidFields } from '@borgcube/domain/error/domain-error';

/** A path as Borg stores it: no slash at either end. Throws `invalid-fields` on what is no archive path. */
export function requireArchivePath(path: string, field = 'path'): string {
  const bare = path.replace(/^\/+|\/+$/g, '');
  if (fromArchivePath(bare) === null) {
    throw invalidFields({
      [field]: ['Write a backslash as \\\\ and other bytes that are no UTF-8 as \\xNN.'],
    });
  }
  return bare;
}
