import lwc from "@lwc/rollup-plugin";
import replace from "@rollup/plugin-replace";

export default {
  input: "src/main.js",
  external: /^\/ui\//,
  output: { file: "dist/app.js", format: "esm", inlineDynamicImports: true },
  plugins: [
    lwc({ rootDir: "src/modules", modules: [{ npm: "lightning-base-components" }] }),
    replace({ "import.meta.env.SSR": "false", "process.env.NODE_ENV": JSON.stringify("production"), preventAssignment: true }),
  ],
};
