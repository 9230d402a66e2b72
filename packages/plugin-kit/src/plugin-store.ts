import type { PluginRoot } from './define-evolvable.ts';

/**
 * The data of one plugin. Inside a transaction hook it belongs to that transaction; elsewhere each call has one of its
 * own. Throws for a root that the plugin does not declare, and for stored data that its code cannot read.
 */
export interface PluginStore {
  /** Made by the root's factory when there is none yet; older data is evolved in memory. */
  read<Data>(root: PluginRoot<Data>): Promise<Data>;
  /** Stores what `change` answers; it is asked again, with what is there then, when somebody else wrote meanwhile. */
  update<Data>(root: PluginRoot<Data>, change: (data: Data) => Data): Promise<Data>;
}
