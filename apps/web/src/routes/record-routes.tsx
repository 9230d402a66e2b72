import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { clientRoutes } from './client-routes.tsx';
import { readTextSearch } from './read-search.ts';

/** Pages of what is configured: repositories, clients with their configs. */
export function recordRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  const repositories = createRoute({
    getParentRoute,
    path: '/repositories',
    component: lazyRouteComponent(
      () => import('../features/repository/repositories-page.tsx'),
      'RepositoriesPage',
    ),
  });
  const newRepository = createRoute({
    getParentRoute,
    path: '/repositories/new',
    validateSearch: readTextSearch('how'),
    component: lazyRouteComponent(
      () => import('../features/repository/new-repository-page.tsx'),
      'NewRepositoryPage',
    ),
  });
  const repository = createRoute({
    getParentRoute,
    path: '/repositories/$id',
    component: lazyRouteComponent(
      () => import('../features/repository/repository-page.tsx'),
      'RepositoryPage',
    ),
  });
  const editRepository = createRoute({
    getParentRoute,
    path: '/repositories/$id/edit',
    component: lazyRouteComponent(
      () => import('../features/repository/edit-repository-page.tsx'),
      'EditRepositoryPage',
    ),
  });
  return [repositories, newRepository, repository, editRepository, ...clientRoutes(parent)] as const;
}
