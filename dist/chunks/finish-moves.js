const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_pin_refs = require("./pin-refs.js");
const require_rollback = require("./rollback.js");
const require_record_from_pins = require("./record-from-pins.js");
const require_move_checks = require("./move-checks.js");
// src/usecases/rollback/finish-moves.ts
var finish_moves_exports = require_rolldown_runtime.__exportAll({ finishMoves: () => finishMoves });
async function finishMoves(deps, slug) {
	const { repository, warn } = deps;
	const stays = new Set();
	try {
		const notes = await repository.localRefs(require_pin_refs.movingPrefix(slug));
		if (notes.size === 0 || repository.remote === null) return stays;
		const refs = await repository.remote.refs([`${require_open.HEADS}*`, ...require_pin_refs.pinPatterns(slug)]);
		for (const [ref, sha] of notes) {
			const move = await findStopped(repository, slug, {
				ref,
				sha
			}, refs);
			if (move === null) await repository.updateLocalRefs([{
				ref,
				to: null,
				expected: sha
			}]);
			else if (!await follow(deps, move)) stays.add(move.draft.branch);
		}
	} catch (error) {
		if (!(error instanceof require_errors.GitError || error instanceof require_errors.RefusedError)) throw error;
		warn(`A rollback or an undo was stopped here, and what became of it could not be seen: ${require_errors.describeError(error)}`);
	}
	return stays;
}
async function findStopped(repository, slug, note, refs) {
	const draft = require_open.parsePinMessage(await repository.commitMessage(note.sha) ?? "");
	const from = await require_record_from_pins.pinnedCommit(repository, note.sha);
	if (draft?.branch == null || draft.pinRef === null || require_pin_refs.movingRef(draft.pinRef) !== note.ref) return null;
	const { branch, pinRef } = draft;
	if (from === void 0 || await repository.resolve(require_open.branchRef(branch)) !== from) return null;
	if (!refs.has(pinRef) || !await require_record_from_pins.branchAgrees(repository, {
		refs,
		place: "remote"
	}, draft)) return null;
	const to = draft.kind === "undo" ? await keptBy(repository, slug, draft) : draft.toSha;
	return to === null ? null : {
		draft: {
			...draft,
			branch
		},
		note,
		from,
		to
	};
}
async function keptBy(repository, slug, { undoes, toSha }) {
	const pin = undoes === null ? void 0 : (await require_record_from_pins.localPins(repository, slug)).get(require_pin_refs.rollbackPinRef(slug, undoes));
	if (pin === void 0) return toSha;
	return (require_open.parsePinMessage(await repository.commitMessage(pin) ?? "")?.kind === "revert" ? null : await require_record_from_pins.pinnedCommit(repository, pin)) ?? toSha;
}
async function follow({ repository, warn }, { draft, note, from, to }) {
	const { branch, kind, pinRef } = draft;
	const what = `${branch} was moved to ${require_identity.shortSha(draft.toSha)} at the remote by ${require_rollback.KINDS_IN_WORDS[kind]} and the local ${branch} has not followed.`;
	try {
		await require_move_checks.checkWorkTree(repository, branch);
		await require_record_from_pins.fetchCommits(repository, [to], 1);
		await repository.resetBranch(branch, from, to, pinRef === null ? null : {
			ref: pinRef,
			sha: note.sha
		});
	} catch (error) {
		if (!(error instanceof require_errors.GitError || error instanceof require_errors.RefusedError)) throw error;
		warn(`${what} It cannot follow yet: ${require_errors.describeError(error)} Do not push it: it has what was moved away.`);
		return false;
	}
	await repository.updateLocalRefs([{
		ref: note.ref,
		to: null,
		expected: note.sha
	}]);
	warn(`${what} Now it has.`);
	return true;
}
Object.defineProperty(exports, "finishMoves", {
	enumerable: true,
	get: function() {
		return finishMoves;
	}
});
Object.defineProperty(exports, "finish_moves_exports", {
	enumerable: true,
	get: function() {
		return finish_moves_exports;
	}
});
