import type { InitializeHook, ResolveHook } from 'node:module';

export interface KitPlaces {
  /** URL of the built kit. */
  readonly kit: string;
  /** URL of a file in the clone: what is installed beside BorgCube is found from there. */
  readonly clone: string;
}

let places: KitPlaces = { kit: '', clone: '' };

export const initialize: InitializeHook<KitPlaces> = (given) => {
  places = given;
};

/** A plugin's own copies come first; one that has none gets the kit and the zod of this server. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  if (specifier === '@borgcube/plugin-kit') {
    const own = await Promise.resolve(next(specifier, context)).catch(() => null);
    // In the clone itself the package's entry is TypeScript, which Node cannot load.
    return own && !own.url.endsWith('.ts') ? own : { url: places.kit, shortCircuit: true };
  }
  if (specifier !== 'zod') return next(specifier, context);
  const own = await Promise.resolve(next(specifier, context)).catch(() => null);
  return own ?? next(specifier, { ...context, parentURL: places.clone });
};
