import { type Actor, type Role, roleIncludes } from '@borgcube/domain/actor/actor';
import { DomainError } from '@borgcube/domain/error/domain-error';

export function requireRole({ actor }: { readonly actor: Actor }, needed: Role): void {
  if (roleIncludes(actor.role, needed)) return;
  throw new DomainError(
    'FORBIDDEN',
    'role-missing',
    `This needs the role ${needed}; yours is ${actor.role}.`,
  );
}
