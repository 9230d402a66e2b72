import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readTextSearch } from './read-search.ts';

const tabs = () => import('../features/repository/repository-tabs.tsx');

/** Pages of repositories; the tabs of one share its head. */
export function repositoryRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  const list = createRoute({
    getParentRoute,
    path: '/repositories',
    component: lazyRouteComponent(
      () => import('../features/repository/repositories-page.tsx'),
      'RepositoriesPage',
    ),
  });
  const added = createRoute({
    getParentRoute,
    path: '/repositories/new',
    validateSearch: readTextSearch('how'),
    component: lazyRouteComponent(
      () => import('../features/repository/new-repository-page.tsx'),
      'NewRepositoryPage',
    ),
  });
  const edit = createRoute({
    getParentRoute,
    path: '/repositories/$id/edit',
    component: lazyRouteComponent(
      () => import('../features/repository/edit-repository-page.tsx'),
      'EditRepositoryPage',
    ),
  });
  return [list, added, edit, repositoryTabs(parent)] as const;
}

function repositoryTabs<Parent extends AnyRoute>(parent: Parent) {
  const layout = createRoute({
    getParentRoute: () => parent,
    path: '/repositories/$id',
    component: lazyRouteComponent(
      () => import('../features/repository/repository-layout.tsx'),
      'RepositoryLayout',
    ),
  });
  const getParentRoute = () => layout;
  return layout.addChildren([
    createRoute({ getParentRoute, path: '/', component: lazyRouteComponent(tabs, 'RepositorySummaryTab') }),
    createRoute({
      getParentRoute,
      path: 'archives',
      component: lazyRouteComponent(tabs, 'RepositoryArchivesTab'),
    }),
    createRoute({
      getParentRoute,
      path: 'checks',
      component: lazyRouteComponent(
        () => import('../features/repository/checks-tab.tsx'),
        'RepositoryChecksTab',
      ),
    }),
    createRoute({ getParentRoute, path: 'jobs', component: lazyRouteComponent(tabs, 'RepositoryJobsTab') }),
    createRoute({
      getParentRoute,
      path: 'key',
      component: lazyRouteComponent(() => import('../features/repository/key-tab.tsx'), 'RepositoryKeyTab'),
    }),
    createRoute({
      getParentRoute,
      path: 'connection',
      component: lazyRouteComponent(
        () => import('../features/repository/place-tab.tsx'),
        'RepositoryConnectionTab',
      ),
    }),
  ]);
}
