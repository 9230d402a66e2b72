import type { Role } from '@borgcube/domain/actor/actor';
import { ROLE_RANK } from '@borgcube/domain/actor/role-rank';
import { useSuspenseQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';

/** Who is signed in, where, and in which zone; loaded by the frame before any page. */
export function useSession() {
  const options = { ...trpc.session.get.queryOptions(), staleTime: Number.POSITIVE_INFINITY };
  const { user, ...server } = useSuspenseQuery(options).data;
  if (!user) throw new Error('A page behind the sign-in was drawn without a session.');
  return { user, ...server };
}

/** Whether the person may do what needs `role`; acts that one may not do are absent, not disabled. */
export function useMay(role: Role): boolean {
  return ROLE_RANK[useSession().user.role] >= ROLE_RANK[role];
}
