// npm run db:generate: derives the PostgreSQL schema and generates both Prisma clients, with no network and no database.
import { writeDerivedSchema } from './derived-schema.mjs';
import { prisma } from './prisma-cli.mjs';

await writeDerivedSchema();
for (const file of ['prisma/schema.prisma', 'prisma/schema.postgresql.prisma']) {
  prisma(['generate', '--no-hints', '--schema', file]);
}
