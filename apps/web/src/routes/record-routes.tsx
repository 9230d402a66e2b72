import type { AnyRoute } from '@tanstack/react-router';
import { clientRoutes } from './client-routes.tsx';
import { repositoryRoutes } from './repository-routes.tsx';

/** Pages of what is configured: repositories, clients with their configs. */
export function recordRoutes<Parent extends AnyRoute>(parent: Parent) {
  return [...repositoryRoutes(parent), ...clientRoutes(parent)] as const;
}
