// Builds what the pages are dressed in: one style sheet, the scripts, the mark. Run by `make assets`.
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, Logger } from "sass";
import { logical } from "./logical.mjs";
import { ours } from "./palette.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(HERE);
const PACKAGES = join(ROOT, "node_modules");
const OUT = join(ROOT, "src", "comity", "hub", "web", "static");
const FROM_PACKAGES = {
  "govuk-frontend.min.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
  "htmx.min.js": "htmx.org/dist/htmx.min.js",
};

// A warning of the compiler is an error here, as it is everywhere in this repository.
const strict = {
  ...Logger.silent,
  warn: (message) => {
    throw new Error(`Sass warns: ${message}`);
  },
};

// Built beside and put in place whole: a build that fails leaves the one before as it was.
const DRAFT = `${OUT}.unfinished`;
rmSync(DRAFT, { recursive: true, force: true });
mkdirSync(DRAFT, { recursive: true });
const { css } = compile(join(HERE, "scss", "app.scss"), { style: "compressed", loadPaths: [PACKAGES], logger: strict });
if (/@import|url\(/.test(css)) throw new Error("The style sheet asks for something from elsewhere.");
writeFileSync(join(DRAFT, "app.css"), ours(logical(css)));
for (const [name, source] of Object.entries(FROM_PACKAGES)) copyFileSync(join(PACKAGES, source), join(DRAFT, name));
for (const folder of ["js", "images"]) {
  for (const name of readdirSync(join(HERE, folder)).sort()) copyFileSync(join(HERE, folder, name), join(DRAFT, name));
}
copyFileSync(join(HERE, "licences.txt"), join(DRAFT, "licences.txt"));
// The sign that the whole was built, for make and for the hub.
writeFileSync(join(DRAFT, "built.json"), `${JSON.stringify({ files: readdirSync(DRAFT).sort() }, null, 1)}\n`);
rmSync(OUT, { recursive: true, force: true });
renameSync(DRAFT, OUT);
