// Checks infra/, azure.yaml, the workflows, and that they agree with the app. Prints what is wrong as file:line:column, and fails if anything is.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from './rules.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wanted = /^(azure\.yaml|infra\/.*\.(bicep|json)|\.github\/.*\.ya?ml|functions\/AsiFunctions\/.*\.cs)$/;
const passed = /^(node_modules|bin|obj)$/;

function* pathsUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* passed.test(entry.name) ? [] : pathsUnder(path);
    } else {
      yield relative(root, path).replaceAll('\\', '/');
    }
  }
}

const paths = ['azure.yaml', ...['infra', '.github', 'functions/AsiFunctions'].flatMap((folder) => [...pathsUnder(join(root, folder))])];
const files = new Map(paths.filter((path) => wanted.test(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const platformSettings = JSON.parse(readFileSync(new URL('platform-settings.json', import.meta.url), 'utf8'));
const faults = check(files, platformSettings);
for (const { file, line, column, text } of faults) {
  console.error(`${file}:${line}:${column}: ${text}`);
}

const counted = (ending) => [...files.keys()].filter((path) => ending.test(path)).length;
console.log(`${counted(/\.bicep$/)} Bicep files, ${counted(/\.json$/)} JSON files, ${counted(/\.ya?ml$/)} YAML files, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
