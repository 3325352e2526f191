// Build src/*.css and src/*.js into a folder: node build.mjs FOLDER. hatch_build.py puts it where the server serves it.
import { copyFile, readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(here, "src");
const target = path.resolve(process.argv[2]);

// dkfds names its fonts in six formats and all alphabets; site.css names the two files that Danish and English need.
const withoutFonts = {
  name: "without-fonts",
  setup(builder) {
    builder.onLoad({ filter: /dkfds(\.min)?\.css$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, "utf8")).replace(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    }));
  },
};

const entries = (await readdir(source)).filter((name) => /\.(css|js)$/.test(name));
await build({
  absWorkingDir: here,
  entryPoints: entries.map((name) => path.join(source, name)),
  outdir: target,
  entryNames: "[name]",
  assetNames: "files/[name]-[hash]",
  chunkNames: "files/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox114", "safari16.4"],
  minify: true,
  legalComments: "none",
  loader: { ".svg": "file", ".png": "file", ".woff2": "file", ".woff": "empty", ".ttf": "empty", ".eot": "empty" },
  plugins: [withoutFonts],
  logLevel: "warning",
});
await copyFile(path.join(source, "icon.svg"), path.join(target, "icon.svg"));
