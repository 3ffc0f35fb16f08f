/** Files of one folder that become one artifact. */
export interface Upload {
  readonly name: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly retentionDays: number | null;
  /** True to upload the single file unpacked, so that a browser can open it; the artifact then has the file's name. */
  readonly asItIs: boolean;
}

/** The calls that a separate process makes to GitHub's clients. Every answer is a short text or null. */
export type ArtifactCall =
  /** Answers with the artifact's id. */
  | ({readonly kind: 'upload-artifact'} & Upload)
  /**
   * Unpacks the files of a save. Answers `same`; `other` if the archive's digest is not `digest`, and then unpacks
   * nothing; `expired` or `gone` if GitHub no longer has it.
   */
  | {
      readonly kind: 'download-artifact';
      readonly id: number;
      readonly folder: string;
      readonly digest: string | null;
      readonly token: string;
      readonly owner: string;
      readonly repository: string;
    }
  /** Answers `there` if this run has an artifact with one of these names, else `none`. */
  | {readonly kind: 'find-artifact'; readonly names: readonly string[]}
  | {readonly kind: 'delete-artifact'; readonly name: string};

export type CacheCall =
  /** Answers with the key that was found; null if none was found or anything went wrong. */
  | {readonly kind: 'restore-cache'; readonly path: string; readonly key: string}
  /** Answers with the entry's id; -1 if anything went wrong. */
  | {readonly kind: 'save-cache'; readonly path: string; readonly key: string};

export type ClientCall = ArtifactCall | CacheCall;
type ClientName = 'artifact' | 'cache';

export interface ClientAnswer {
  readonly answer: string | null;
  /** The complaints that the client printed. */
  readonly said: readonly string[];
  /** The reason why a download is no save of ours and was not unpacked; null if it is one. */
  readonly refused: string | null;
}

export type Outcome = Pick<ClientAnswer, 'answer' | 'refused'>;

export function answerWith(answer: string | null): Outcome {
  return {answer, refused: null};
}

/** The first message: the client to load, and the variables it needs. */
export interface Preparation {
  readonly client: ClientName;
  readonly variables: Readonly<Record<string, string>>;
}

export type ToClient = {readonly prepare: Preparation} | {readonly number: number; readonly call: ClientCall};

export type FromClient =
  | {readonly secret: string}
  | ({readonly number: number} & ClientAnswer)
  | {readonly number: number; readonly error: string};
