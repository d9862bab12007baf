import { SpareSchemas } from '../../src/graph';

/** Of the worker: its applications follow each other, and a schema takes as long to build as all else of one. */
export const SPARE_SCHEMAS = new SpareSchemas();
