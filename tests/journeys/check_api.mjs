// Whether the document of the API is OpenAPI 3.1: check_api.mjs FILE. Exit 0: it is; 1: it is not; says why.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const web = createRequire(new URL('../../web/package.json', import.meta.url));
const { Validator } = await import(pathToFileURL(web.resolve('@seriousme/openapi-schema-validator')));
const document = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const validator = new Validator();
const result = await validator.validate(document);
if (!result.valid) console.error(JSON.stringify(result.errors, null, 1));
const paths = Object.keys(document.paths).length;
console.log(`${result.valid ? 'valid' : 'NOT valid'}: OpenAPI ${validator.version ?? document.openapi}, ${paths} paths`);
process.exit(result.valid && paths > 10 ? 0 : 1);
