import { defineConfig } from 'prisma/config';

// The CLI generates and validates only; migrations are written by packages/tooling/db-migrate.mjs
// and applied by packages/db/src/migrate.ts.
export default defineConfig({ schema: 'prisma/schema.prisma' });
