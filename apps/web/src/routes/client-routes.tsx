import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readTextSearch } from './read-search.ts';

const tabs = () => import('../features/client/client-tabs.tsx');
const forms = () => import('../features/client/client-form-page.tsx');
const configs = () => import('../features/backup-config/config-page.tsx');

/** Pages of clients; the tabs of one share its head. */
export function clientRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  const list = createRoute({
    getParentRoute,
    path: '/clients',
    validateSearch: readTextSearch('q', 'show'),
    component: lazyRouteComponent(() => import('../features/client/clients-page.tsx'), 'ClientsPage'),
  });
  const byName = createRoute({
    getParentRoute,
    path: '/clients/by-name/$hostname',
    component: lazyRouteComponent(() => import('../features/client/by-name-page.tsx'), 'ClientByNamePage'),
  });
  const added = createRoute({
    getParentRoute,
    path: '/clients/new',
    component: lazyRouteComponent(forms, 'NewClientPage'),
  });
  const edit = createRoute({
    getParentRoute,
    path: '/clients/$id/edit',
    component: lazyRouteComponent(forms, 'EditClientPage'),
  });
  const newConfig = createRoute({
    getParentRoute,
    path: '/clients/$id/configs/new',
    component: lazyRouteComponent(configs, 'NewConfigPage'),
  });
  const config = createRoute({
    getParentRoute,
    path: '/clients/$id/configs/$configId',
    component: lazyRouteComponent(configs, 'ConfigPage'),
  });
  return [list, byName, added, edit, newConfig, config, clientTabs(parent)] as const;
}

function clientTabs<Parent extends AnyRoute>(parent: Parent) {
  const layout = createRoute({
    getParentRoute: () => parent,
    path: '/clients/$id',
    component: lazyRouteComponent(() => import('../features/client/client-layout.tsx'), 'ClientLayout'),
  });
  const getParentRoute = () => layout;
  return layout.addChildren([
    createRoute({ getParentRoute, path: '/', component: lazyRouteComponent(tabs, 'ClientSummaryTab') }),
    createRoute({
      getParentRoute,
      path: 'archives',
      component: lazyRouteComponent(tabs, 'ClientArchivesTab'),
    }),
    createRoute({ getParentRoute, path: 'configs', component: lazyRouteComponent(tabs, 'ClientConfigsTab') }),
    createRoute({ getParentRoute, path: 'jobs', component: lazyRouteComponent(tabs, 'ClientJobsTab') }),
    createRoute({
      getParentRoute,
      path: 'connection',
      component: lazyRouteComponent(() => import('../features/client/connection-tab.tsx'), 'ConnectionTab'),
    }),
  ]);
}
