import {isUid} from '../../domain/identity.ts';

/**
 * The names of a history's saves. GitHub lists artifacts by their exact name alone, and lets a name be saved once
 * in each attempt of a run: the first takes the plain name, by which the run is found, and all others add a uid.
 */
export interface ArtifactNames {
  readonly save: string;
  /** Names of the records of running steps. */
  readonly running: string;
}

export function artifactNames(slug: string): ArtifactNames {
  return {save: `laforge-${slug}`, running: `laforge.running-${slug}`};
}

export function isNameOrWithUid(name: string, found: string): boolean {
  return found === name || (found.startsWith(`${name}-`) && isUid(found.slice(name.length + 1)));
}
