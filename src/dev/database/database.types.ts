/** What the database is for: `test` may forget the last second when the machine loses power. */
export type Purpose = 'start' | 'test';

export interface DatabaseOptions {
  readonly purpose: Purpose;
  /** `DATABASE_URL`: a server that somebody else runs. */
  readonly databaseUrl?: string | undefined;
  /** The variable that says so; `DATABASE_URL` when left out. */
  readonly variable?: string;
  /** Where databases of our own keep everything; removing it is the reset. */
  readonly dataDir: string;
  /** Told of each step, in one line. */
  readonly say: (line: string) => void;
}

export interface Database {
  /** `mysql://user:password@host:port/keyhold` */
  readonly url: string;
  /** Ends what was started for this process, and waits for it. May be called again. */
  readonly stop: () => Promise<void>;
}
