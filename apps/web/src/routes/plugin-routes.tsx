import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function pluginRoutes<Parent extends AnyRoute>(parent: Parent) {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: '/settings/plugins',
      component: lazyRouteComponent(() => import('../features/plugin/plugins-page.tsx'), 'PluginsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/plugins/$name',
      component: lazyRouteComponent(() => import('../features/plugin/plugin-page.tsx'), 'PluginPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/settings/plugins/$name/run/$kind',
      component: lazyRouteComponent(() => import('../features/plugin/run-kind-page.tsx'), 'RunKindPage'),
    }),
  ] as const;
}
