// Holds every source file against the table in walls.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findViolations } from './find-violations.mjs';
import { rootDir } from './root-dir.mjs';

const FILES_MIN = 50;
const MADE = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'generated',
  'test-results',
  'playwright-report',
]);

const all = listFiles('');
const read = (file) => readFileSync(path.join(rootDir, file), 'utf8');
const isSource = (file) => /\.(ts|tsx|mts|mjs|js)$/.test(file) && !file.endsWith('.d.ts');
const files = new Map(all.filter(isSource).map((file) => [file, read(file)]));
const manifests = Object.fromEntries(
  all
    .filter((file) => path.basename(file) === 'package.json')
    .map((file) => [path.posix.dirname(file).replace(/^\.$/, ''), JSON.parse(read(file))]),
);

const violations = findViolations(files, manifests);
// A checker that sees no files finds no fault.
if (files.size < FILES_MIN) violations.push(`only ${files.size} source files were found`);
if (violations.length > 0) {
  console.error(`${violations.join('\n')}\n${violations.length} violations of the walls`);
  process.exit(1);
}
console.log(`${files.size} files keep the walls`);

function listFiles(dir) {
  return readdirSync(path.join(rootDir, dir), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || MADE.has(entry.name)) return [];
    const file = path.posix.join(dir, entry.name);
    return entry.isDirectory() ? listFiles(file) : [file];
  });
}
