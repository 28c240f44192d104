// node validate.mjs SCHEMA DOCUMENTS
// DOCUMENTS has a JSON document a line; answers a line for each: the sorted JSON pointers at which SCHEMA is broken.
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";

const [schema, documents] = process.argv.slice(2).map(path => readFileSync(path, "utf8"));
const validate = new Ajv({ strict: false, strictNumbers: true, allErrors: true }).compile(JSON.parse(schema));

for (const line of documents.split("\n").filter(line => line.length > 0)) {
  validate(JSON.parse(line));
  const errors = validate.errors ?? [];
  // ajv lists what is wrong in each branch of a oneOf; the oneOf itself says enough.
  const choices = errors.filter(error => error.keyword === "oneOf").map(error => error.instancePath);
  const inBranch = error => error.keyword !== "oneOf"
    && choices.some(path => error.instancePath === path || error.instancePath.startsWith(path + "/"));
  const pointers = new Set(errors.filter(error => !inBranch(error)).map(error => error.instancePath));
  console.log(JSON.stringify([...pointers].sort()));
}
