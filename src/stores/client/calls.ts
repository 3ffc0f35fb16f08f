/** Files of one folder, to be one artifact. */
export interface Upload {
  readonly name: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly retentionDays: number | null;
  /** The one file is not packed, so that a browser opens it, and its own name is the artifact's. */
  readonly asItIs: boolean;
}

/** The calls that a process of its own makes to GitHub's clients for us. Every answer is a short text, or null. */
export type ArtifactCall =
  /** Answers with the artifact's id. */
  | ({readonly kind: 'upload-artifact'} & Upload)
  /**
   * Unpacks the files of a save. Answers `same`, `other` when the archive's digest is not `digest` (then nothing is
   * unpacked), `expired` or `gone` when GitHub has it no more.
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
  /** Answers `there` when this run has an artifact of one of these names, else `none`. */
  | {readonly kind: 'find-artifact'; readonly names: readonly string[]}
  /** Answers `deleted`, or `kept` when `ifThere` names an artifact that this run does not have. */
  | {readonly kind: 'delete-artifact'; readonly name: string; readonly ifThere: string | null};

export type CacheCall =
  /** Answers with the key that was found, or null: not found, or anything else that went wrong. */
  | {readonly kind: 'restore-cache'; readonly path: string; readonly key: string}
  /** Answers with the entry's id; -1 when anything went wrong. */
  | {readonly kind: 'save-cache'; readonly path: string; readonly key: string};

export type ClientCall = ArtifactCall | CacheCall;
type ClientName = 'artifact' | 'cache';

/** The result of a call. */
export interface ClientAnswer {
  readonly answer: string | null;
  /** The client's complaints on the way. */
  readonly said: readonly string[];
  /** The reason why a download is no save of ours, and was not unpacked; null when it is one. */
  readonly refused: string | null;
}

export type Outcome = Pick<ClientAnswer, 'answer' | 'refused'>;

export function answerWith(answer: string | null): Outcome {
  return {answer, refused: null};
}

/** The first message: which client to load, and the variables it must find. */
export interface Preparation {
  readonly client: ClientName;
  readonly variables: Readonly<Record<string, string>>;
}

export type ToClient = {readonly prepare: Preparation} | {readonly number: number; readonly call: ClientCall};

export type FromClient =
  | {readonly secret: string}
  | ({readonly number: number} & ClientAnswer)
  | {readonly number: number; readonly error: string};
