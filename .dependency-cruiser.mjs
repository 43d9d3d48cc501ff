/**
 * Which folder may import which. A rule that fails here is a design that has gone wrong, not an import to allow:
 * the rules of a room must run anywhere, and a page must not reach into the database.
 */
const tests = "\\.test\\.tsx?$";
const houses = [
  "domain",
  "contract",
  "client",
  "db",
  "durable-objects",
  "workers",
  "web",
  "mobile",
  "test",
  "bench",
  "scripts",
];

/** Files of `folder` (tests apart) may import its own files and those of `allowed`, of all our folders. */
function mayImport(folder, allowed, exceptions = []) {
  const others = houses.filter((house) => house !== folder && !allowed.includes(house));
  return {
    name: `${folder}-imports-only-${allowed.join("-") || "itself"}`,
    severity: "error",
    from: { path: `^${folder}/`, pathNot: [tests, ...exceptions] },
    to: { path: `^(?:${others.join("|")})/` },
  };
}

/** Files of `folder` (tests apart) import no package and no platform module but `allowed`. */
function mayUsePackages(folder, allowed) {
  return {
    name: `${folder}-uses-only-${allowed.join("-") || "no"}-packages`,
    severity: "error",
    from: { path: `^${folder}/`, pathNot: tests },
    to: {
      dependencyTypes: [
        "npm",
        "npm-dev",
        "npm-peer",
        "npm-optional",
        "npm-no-pkg",
        "core",
        "unknown",
        "undetermined",
      ],
      pathNot: allowed.map((name) => `^(?:node_modules/)?${name}(?:/|$)`),
    },
  };
}

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or hide a third. Types alone may point back.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(?:cloudflare:|virtual:|k6(?:/|$))" },
    },
    mayImport("domain", []),
    mayUsePackages("domain", []),
    mayImport("contract", ["domain"]),
    mayUsePackages("contract", ["zod"]),
    mayImport("client", ["contract", "domain"]),
    {
      name: "react-only-in-client-react",
      severity: "error",
      from: { path: "^client/", pathNot: ["^client/react/", tests] },
      to: { path: "^(?:node_modules/)?react(?:-dom)?(?:/|$)" },
    },
    mayImport("db", ["domain"]),
    mayImport("durable-objects", ["domain", "contract", "db"]),
    mayImport("workers", ["domain", "contract", "db", "durable-objects"]),
    ...["web", "mobile"].map((folder) => ({
      ...mayImport(folder, ["client", "contract", "domain"]),
      // The type of the HTTP app, of which nothing is left when it runs.
      to: {
        path: `^(?:db|durable-objects|workers|test|bench|scripts|${folder === "web" ? "mobile" : "web"})/`,
        pathNot: "^workers/app\\.ts$",
      },
    })),
    ...["web", "mobile"].map((folder) => ({
      name: `${folder}-knows-the-app-as-a-type`,
      severity: "error",
      from: { path: `^${folder}/` },
      to: { path: "^workers/app\\.ts$", dependencyTypesNot: ["type-only"] },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(?:web/build|coverage|\\.data)/" },
    tsConfig: { fileName: "tsconfig.base.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["workerd", "import", "require", "node", "default", "types"],
    },
  },
};
