import type { Database, Transaction } from '@borgcube/db/open-database';
import {
  findPluginData,
  insertPluginData,
  type StoredPluginData,
  swapPluginData,
} from '@borgcube/db/plugin-data-store';
import { inTransaction } from '@borgcube/db/transaction';
import { evolve } from '@borgcube/domain/evolution/evolve';
import type { PluginRoot } from '@borgcube/plugin-kit/define-evolvable';
import type { Plugin } from '@borgcube/plugin-kit/define-plugin';
import type { PluginStore } from '@borgcube/plugin-kit/plugin-store';
import { type KindRegistry, pluginOfKind } from '../kind/kind-registry.ts';

const TRIES_MAX = 20;

/** The data of a plugin: as part of a transaction, or, given the database, each call in a transaction of its own. */
export function makePluginStore(plugin: Plugin, db: Database | Transaction): PluginStore {
  return {
    read: (root) => {
      requireDeclared(plugin, root);
      return inTransaction(db, async (tx) => dataOf(plugin, root, await readOrMake(tx, plugin, root)));
    },
    update: (root, change) => {
      requireDeclared(plugin, root);
      return inTransaction(db, (tx) => updateIn(tx, plugin, root, change));
    },
  };
}

/** For an executor: the data of the plugin that declares its kind. */
export function storeOfKind(kinds: KindRegistry, kind: string, db: Database | Transaction): PluginStore {
  const plugin = pluginOfKind(kinds, kind);
  if (!plugin) throw new Error(`no plugin here declares jobs of kind ${kind}`);
  return makePluginStore(plugin, db);
}

async function updateIn<Data>(
  tx: Transaction,
  plugin: Plugin,
  root: PluginRoot<Data>,
  change: (data: Data) => Data,
): Promise<Data> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const stored = await readOrMake(tx, plugin, root);
    const data = parse(plugin, root, change(dataOf(plugin, root, stored)));
    if (await swapPluginData(tx, stored, { version: root.version, data })) return data;
  }
  throw new Error(`${nameOf(plugin, root)} is written by too many at once`);
}

/** Insert or read: of two processes that ask for the first time, both get what one of them made. */
async function readOrMake(tx: Transaction, plugin: Plugin, root: PluginRoot): Promise<StoredPluginData> {
  const place = { plugin: plugin.name, name: root.name };
  const found = await findPluginData(tx, place);
  if (found) return found;
  const data = parse(plugin, root, root.make());
  await insertPluginData(tx, place, { version: root.version, data });
  const made = await findPluginData(tx, place);
  if (!made) throw new Error(`${nameOf(plugin, root)} could not be made`);
  return made;
}

/** The stored bytes stay as they are: what is evolved here is written by `update` alone. */
function dataOf<Data>(plugin: Plugin, root: PluginRoot<Data>, stored: StoredPluginData): Data {
  const { version, steps } = root;
  return parse(plugin, root, evolve({ name: nameOf(plugin, root), version, steps }, stored));
}

function parse<Data>(plugin: Plugin, root: PluginRoot<Data>, data: unknown): Data {
  const parsed = root.schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? ` (${issue.path.map(String).join('.')})` : '';
  throw new Error(
    `${nameOf(plugin, root)} does not fit its schema of version ${root.version}: ${issue?.message}${where}`,
  );
}

function requireDeclared(plugin: Plugin, root: PluginRoot): void {
  // By name: a plugin may make the object that it passes anew.
  if (plugin.data?.some((declared) => declared.name === root.name)) return;
  throw new Error(`plugin ${plugin.name} declares no data ${root.name}`);
}

function nameOf(plugin: Plugin, root: PluginRoot): string {
  return `data ${root.name} of plugin ${plugin.name}`;
}
