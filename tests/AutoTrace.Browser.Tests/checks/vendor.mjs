// Keeps wwwroot/vendor equal to the npm packages that package.json pins.
//   --write  copies the files and their licences and writes vendor/README.md
//   --check  fails when a vendored file differs from its package
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const here = import.meta.dirname;
const target = join(here, '../../../src/AutoTrace.Daemon/wwwroot/vendor');

/** What the import map calls it, package, file in the package. */
const modules = [
  ['preact', 'preact', 'dist/preact.mjs'],
  ['preact/hooks', 'preact', 'hooks/dist/hooks.mjs'],
  ['htm', 'htm', 'dist/htm.module.js'],
  ['@preact/signals', '@preact/signals', 'dist/signals.module.js'],
  ['@preact/signals-core', '@preact/signals-core', 'dist/signals-core.module.js'],
  ['@dagrejs/dagre', '@dagrejs/dagre', 'dist/dagre.esm.js'],
];
const licences = [...new Set(modules.map(([, name]) => name))];
const files = [
  ...modules.map(([specifier, name, path]) => [basename(path), specifier, name, path]),
  ['dagre.esm.js.LEGAL.txt', '', '@dagrejs/dagre', 'dist/dagre.esm.js.LEGAL.txt'],
  ...licences.map(name => [`LICENSE.${name.replace('@', '').replace('/', '-')}.txt`, '', name, 'LICENSE']),
];

const sha256 = path => createHash('sha256').update(readFileSync(path)).digest('hex');
const manifest = name => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8'));
const copies = files.map(([file, , name, path]) => [join(here, 'node_modules', name, path), file]);

function readme() {
  const rows = files.map(([file, specifier, name, path]) => {
    const { version, license } = manifest(name);
    return `| ${file} | ${specifier} | ${name} | ${version} | ${license} | ${path} | ${sha256(join(target, file))} |`;
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
  const stale = copies.filter(
    ([from, to]) => !existsSync(join(target, to)) || sha256(from) !== sha256(join(target, to)),
  );
  stale.forEach(([, to]) => console.error(`vendor/${to} differs from its npm package: run npm run vendor`));
  if (readFileSync(join(target, 'README.md'), 'utf8') !== readme()) {
    console.error('vendor/README.md is out of date: run npm run vendor');
    process.exitCode = 1;
  }
  if (stale.length > 0) {
    process.exitCode = 1;
  }
}
