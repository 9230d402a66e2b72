import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './error-answer.ts';

/** Paths that are never a page of the console; what is not there is said in JSON. */
const NOT_PAGES = /^\/(trpc|api|assets|trigger|plugin|healthz|readyz|metrics|openapi\.json)(\/|$)/;

/** The built console; every path that is nothing else is one of its pages, so that deep links survive a reload. */
export async function consoleRoutes(app: FastifyInstance, { webRoot }: { webRoot: string }): Promise<void> {
  const isBuilt = existsSync(join(webRoot, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: webRoot,
      dotfiles: 'ignore',
      // A folder is nothing to look at: what is asked for is a page, or is not there.
      allowedPath: (path) => !path.endsWith('/'),
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        const isHashed = path.includes('/assets/');
        response.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    const page = (_request: FastifyRequest, reply: FastifyReply) => reply.sendFile('index.html');
    app.get('/', page);
    // What is called as in an archive is never looked for among the files: a backslash alone would be refused there.
    app.get('/archives/*', page);
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?');
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !NOT_PAGES.test(path);
    if (!isPage) return refuse(reply, { code: 'NOT_FOUND', message: 'There is nothing here.' });
    if (isBuilt) return reply.code(200).sendFile('index.html');
    return reply.code(503).type('text/plain').send('The console is not built. Run: npm run build\n');
  });
}
