// Keeps wwwroot/vendor equal to the npm packages that package.json pins.
//   --write  copies the files and their licences and writes vendor/README.md
//   --check  fails when a vendored file differs from its package
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const here = import.meta.dirname;
const target = join(here, '../../../src/AutoTrace.Daemon/wwwroot/vendor');

/** Specifier in the import map, package, file in the package. */
const files = [
  ['preact', 'preact', 'dist/preact.mjs'],
  ['preact/hooks', 'preact', 'hooks/dist/hooks.mjs'],
  ['htm', 'htm', 'dist/htm.module.js'],
  ['@preact/signals', '@preact/signals', 'dist/signals.module.js'],
  ['@preact/signals-core', '@preact/signals-core', 'dist/signals-core.module.js'],
  ['@dagrejs/dagre', '@dagrejs/dagre', 'dist/dagre.esm.js'],
  [null, '@dagrejs/dagre', 'dist/dagre.esm.js.LEGAL.txt'],
];
const packages = [...new Set(files.map(([, name]) => name))];

const sha256 = path => createHash('sha256').update(readFileSync(path)).digest('hex');
const manifest = name => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8'));
const licenceFile = name => `LICENSE.${name.replace('@', '').replace('/', '-')}.txt`;
const copies = [
  ...files.map(([, name, path]) => [join(here, 'node_modules', name, path), basename(path)]),
  ...packages.map(name => [join(here, 'node_modules', name, 'LICENSE'), licenceFile(name)]),
];

function readme() {
  const rows = files.map(([specifier, name, path]) => {
    const { version, license } = manifest(name);
    const file = basename(path);
    return `| ${file} | ${specifier ?? ''} | ${name} | ${version} | ${license} | ${path} | ${sha256(join(target, file))} |`;
  });
  return `# Libraries of the console

Files taken unmodified from their npm packages, so that \`dotnet run\` alone shows the console: no build step, no Node.
The import map in \`../index.html\` gives each its bare specifier. Each package's licence stands beside it
(\`LICENSE.*.txt\`). A test checks the sums below, and \`npm run vendored\` in \`tests/AutoTrace.Browser.Tests/checks\`
compares the files with the packages; to take newer ones, change \`package.json\` there and run \`npm run vendor\`.

| file | imported as | package | version | licence | path in the package | sha256 |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

if (process.argv[2] === '--write') {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  copies.forEach(([from, to]) => copyFileSync(from, join(target, to)));
  writeFileSync(join(target, 'README.md'), readme());
} else {
  const stale = copies.filter(([from, to]) => !existsSync(join(target, to)) || sha256(from) !== sha256(join(target, to)));
  stale.forEach(([, to]) => console.error(`vendor/${to} differs from its npm package: run npm run vendor`));
  if (readFileSync(join(target, 'README.md'), 'utf8') !== readme()) {
    console.error('vendor/README.md is out of date: run npm run vendor');
    process.exitCode = 1;
  }
  process.exitCode = stale.length > 0 ? 1 : process.exitCode;
}
