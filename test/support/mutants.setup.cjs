// The first case that fails is enough to catch a fault, and the same cases each time give the same score.
require('fast-check').configureGlobal({ endOnFailure: true, seed: 17 });
