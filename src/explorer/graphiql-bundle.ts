import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Bundle from '@graphql-yoga/render-graphiql/graphiql';

const PACKAGE = '@graphql-yoga/render-graphiql';
const BUNDLE = `${PACKAGE}/graphiql`;

/** What the package carries that we serve, by the name it exports it under. */
const PARTS = ['js', 'css', 'editorWorkerService', 'jsonWorker', 'graphqlWorker'] as const;

export type BundlePart = (typeof PARTS)[number] & keyof typeof Bundle;

/**
 * GraphiQL, its style and its three workers, ready-made: the package holds each as one string, with
 * React, the editor and the fonts inside, so that nothing is left to load from elsewhere.
 */
export interface GraphiqlBundle {
  /** Of the package: it names the assets' paths, so that a new version is a new address. */
  readonly version: string;
  /** Reads the parts. Large (9 MB of strings): call once, keep what you need, let the rest go. */
  load(): Record<BundlePart, string>;
}

/**
 * Finds the installed bundle without reading it.
 * @throws Error when the package or its file is not installed
 */
export function findGraphiqlBundle(): GraphiqlBundle {
  const here = createRequire(__filename);
  let file: string;
  let version: string;
  try {
    file = here.resolve(BUNDLE);
    statSync(file);
    ({ version } = here(`${PACKAGE}/package.json`) as { version: string });
  } catch (cause) {
    throw new Error(`The explorer at / needs the package ${PACKAGE}: run npm ci.`, { cause });
  }
  return {
    version,
    load() {
      // A `require` of its own, and no cache: else the module would stay for as long as we do.
      const once = createRequire(__filename);
      const bundle = once(file) as Partial<Record<BundlePart, string>>;
      delete once.cache[file];
      const files = {} as Record<BundlePart, string>;
      for (const part of PARTS) {
        const text = bundle[part];
        if (!text) throw new Error(`${PACKAGE} ${version} exports no ${part} from ${file}.`);
        files[part] = text;
      }
      return files;
    },
  };
}
