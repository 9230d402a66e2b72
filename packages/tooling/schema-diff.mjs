import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

const require = createRequire(import.meta.url);
let engineModule;

/**
 * SQL that turns a database of schema `from` (null: an empty one) into one of schema `to`; '' when they are equal.
 * Compares two texts: no database, no network and no native binary take part.
 */
export async function diffSql(provider, from, to) {
  engineModule ??= loadEngine();
  const { SchemaEngine } = await engineModule;
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', to]] },
    () => {},
    offlineFactory(provider === 'postgresql' ? 'postgres' : provider),
  );
  const model = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
  const result = await engine.diff({
    from: from === null ? { tag: 'empty' } : model(from),
    to: model(to),
    script: true,
    exitCode: true,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return result.exitCode === 2 ? result.stdout : '';
}

/** The package exports the module for bundlers; Node 20 has to instantiate the .wasm by hand. */
async function loadEngine() {
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(path.join(path.dirname(file), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/** A connection that answers nothing: the engine insists on one, a diff of two schemas never uses it. */
function offlineFactory(provider) {
  const connection = {
    provider,
    adapterName: 'offline',
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: async () => {
      throw new Error('there is no database behind a schema diff');
    },
    getConnectionInfo: () => ({ supportsRelationJoins: false }),
    dispose: async () => {},
  };
  return bindMigrationAwareSqlAdapterFactory({
    provider,
    adapterName: 'offline',
    connect: async () => connection,
    connectToShadowDb: async () => connection,
  });
}
