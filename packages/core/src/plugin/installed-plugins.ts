/** Where a plugin of this server comes from. */
export interface PluginOrigin {
  readonly name: string;
  /** Its folder or file; null: part of BorgCube. */
  readonly from: string | null;
  /** Its package's. */
  readonly version: string | null;
}

/** What the process that loaded the plugins knows about them. */
export interface InstalledPlugins {
  readonly origins: readonly PluginOrigin[];
  /** Packages that were found and could not be loaded. */
  readonly failures: readonly { readonly name: string; readonly from: string; readonly reason: string }[];
}
