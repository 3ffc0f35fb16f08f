import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {ACTION_FOLDERS} from '../../../scripts/action-folders.ts';
import {DIST} from '../warm-bundle.ts';

const root = join(import.meta.dirname, '../../..');
const PARTS = ['action.yml', ...ACTION_FOLDERS];
const ROLLBACK = '.github/workflows/rollback.yml';

/** The project as `uses: laforge/step-action@v1` finds it, with the bundle as it is built now. */
export function copyStepAction(folder: string): void {
  for (const part of PARTS) cpSync(join(root, part), join(folder, part), {recursive: true});
  cpSync(DIST, join(folder, 'dist'), {recursive: true});
  // The commit of the real checkout is not in what stands in for it here.
  const rollback = readFileSync(join(root, ROLLBACK), 'utf8').replace(/(actions\/checkout)@[0-9a-f]{40}/, '$1@v7');
  mkdirSync(dirname(join(folder, ROLLBACK)), {recursive: true});
  writeFileSync(join(folder, ROLLBACK), rollback);
}

/**
 * What actions/checkout does to a work tree, in a few lines: one commit of the ref, and the token left in the
 * configuration. `REMOTE_URL` stands in for the forge where there is none.
 */
export function writeCheckoutAction(folder: string): void {
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'action.yml'), CHECKOUT);
}

const CHECKOUT = `name: Checkout
inputs:
  ref: {description: What, default: ''}
  token: {description: With, default: '\${{ github.token }}'}
  persist-credentials: {description: Whether the token stays, default: 'true'}
runs:
  using: composite
  steps:
    - shell: bash
      env:
        REF: \${{ inputs.ref || github.ref }}
        TOKEN: \${{ inputs.token }}
        KEEP: \${{ inputs.persist-credentials }}
        SERVER: \${{ github.server_url }}
        REPOSITORY: \${{ github.repository }}
      run: |
        set -eu
        find . -mindepth 1 -delete
        git init -q --initial-branch=start
        git remote add origin "\${REMOTE_URL:-$SERVER/$REPOSITORY}"
        header="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\\n')"
        git config "http.$SERVER/.extraheader" "$header"
        ref=\${REF#refs/heads/}
        case $REF in
          refs/pull/*) git fetch -q --depth=1 origin "+$REF:refs/remotes/$REF"; git checkout -q --detach FETCH_HEAD;;
          *) git fetch -q --depth=1 origin "+refs/heads/$ref:refs/remotes/origin/$ref"; git checkout -q -B "$ref" "refs/remotes/origin/$ref";;
        esac
        [ "$KEEP" = true ] || git config --unset-all "http.$SERVER/.extraheader"
`;
