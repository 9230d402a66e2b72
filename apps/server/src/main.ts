import { setFlagsFromString } from 'node:v8';
import { CommanderError } from 'commander';
import { explainFailure } from './cli/explain-failure.ts';
import { makeProgram } from './cli/make-program.ts';

// Prisma's query compiler is WebAssembly: optimizing it takes 45 MB for good and gains nothing that was measurable.
setFlagsFromString('--liftoff-only');
// Whoever read them has gone; the work goes on.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
process.exit(await run(process.argv));

async function run(argv: readonly string[]): Promise<number> {
  try {
    await makeProgram().parseAsync([...argv]);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return explainFailure(error);
  }
}
