const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_pin_refs = require("./pin-refs.js");
const require_rollback = require("./rollback.js");
// src/usecases/rollback/local-move.ts
async function planLocalReset(repository, branch, to) {
	const from = await repository.resolve(require_open.branchRef(branch));
	if (from === null || from === to) return { kind: "none" };
	if (await repository.isAncestor(to, from) === "yes") return {
		kind: "move",
		from,
		to
	};
	return {
		kind: "left",
		reason: `it is at ${require_identity.shortSha(from)}, which does not build on ${require_identity.shortSha(to)}. Bring it there yourself when you need it.`
	};
}
async function followRemote(local, move) {
	if (local.kind !== "move") return local;
	try {
		await move();
		return local;
	} catch (error) {
		return {
			kind: "left",
			reason: require_errors.describeError(error)
		};
	}
}
function sayLeft(log, branch, local) {
	if (local.kind !== "left") return [];
	const warning = `The local ${branch} was left as it is: ${local.reason}`;
	log.warn(warning);
	return [warning];
}
// src/usecases/rollback/branch-move.ts
async function moveBranch(deps, move) {
	const { repository, history } = deps;
	const { branch, remote, local, changes } = move;
	const pinOf = async (from) => ({
		ref: move.pinRef,
		sha: await repository.createPinCommit(from, move.pinMessage(from))
	});
	const pin = await pinOf(move.from);
	const localPin = local.kind !== "move" || local.from === move.from ? pin : await pinOf(local.from);
	const moveLocal = async () => {
		if (local.kind === "move") await repository.resetBranch(branch, local.from, local.to, localPin);
	};
	if (remote === null) {
		await moveLocal();
		if (move.keepAt != null) await keepPin(deps, move.keepAt, pin, changes);
		return local;
	}
	const moving = {
		...move,
		pin
	};
	const note = {
		ref: require_pin_refs.movingRef(move.pinRef),
		to: localPin.sha,
		expected: null
	};
	if (local.kind === "move") await repository.updateLocalRefs([note]);
	const forget = async () => {
		if (local.kind === "move") await repository.updateLocalRefs([{
			...note,
			to: null,
			expected: localPin.sha
		}]);
	};
	const result = await history.pushWith(changes, (along) => pushMove(remote, moving, along));
	if (result.kind === "refused") {
		await forget();
		throw await refusal(remote, moving, result);
	}
	if (local.kind !== "none") await repository.notePush(branch, move.to);
	const moved = await followRemote(local, moveLocal);
	if (moved.kind === local.kind) await forget();
	return moved;
}
async function keepPin({ history, log }, remote, { ref, sha }, changes) {
	const failed = (reason) => log.warn(`The pin ${ref} could not be pushed, so an undo can only happen here: ${reason}`);
	try {
		const update = {
			ref,
			to: sha,
			expected: null
		};
		const result = await history.pushWith(changes, (along) => remote.push([update, ...along], { atomic: along.length > 0 }));
		if (result.kind !== "pushed") failed(result.explanation);
	} catch (error) {
		failed(require_errors.describeError(error));
	}
}
async function pushMove(remote, move, along) {
	const { branch, from, to, pin } = move;
	const pinUpdate = {
		ref: pin.ref,
		to: pin.sha,
		expected: null
	};
	const branchUpdate = {
		ref: require_open.branchRef(branch),
		to,
		expected: from
	};
	const all = [
		branchUpdate,
		pinUpdate,
		...along
	];
	const result = await settle(remote, move, "pin", await remote.push(all, { atomic: true }));
	if (result.kind === "refused" && !WHOLE.has(result.code)) await undoHalf(remote, move, result.explanation);
	if (result.kind === "pushed" || result.code !== "no-atomic" || along.length > 0) return result;
	const pinned = await settle(remote, move, "pin", await remote.push([pinUpdate], { atomic: false }));
	if (pinned.kind === "refused") return pinned;
	const moved = await settle(remote, move, "branch", await remote.push([branchUpdate], { atomic: false }));
	if (moved.kind === "pushed") return moved;
	await remote.push([{
		ref: pin.ref,
		to: null,
		expected: pin.sha
	}], { atomic: false });
	return moved;
}
const WHOLE = new Set(["moved", "no-atomic"]);
async function undoHalf(remote, { branch, from, to, pin }, explanation) {
	const ref = require_open.branchRef(branch);
	const refs = await remote.refs([ref, pin.ref]);
	if (from === to || refs.get(ref) !== to || refs.get(pin.ref) === pin.sha) return;
	const back = await remote.push([{
		ref,
		to: from,
		expected: to
	}], { atomic: false });
	if (back.kind === "pushed") return;
	throw new require_errors.GitError("git-failed", `The remote moved ${branch} to ${require_identity.shortSha(to)} and took no pin of what it displaced: ${explanation} Putting it back failed: ${back.explanation} Keep what was displaced with git push origin ${from}:refs/heads/<a new branch>.`);
}
async function settle(remote, { branch, from, to, pin }, witness, result) {
	if (result.kind !== "unreachable") return result;
	const ref = require_open.branchRef(branch);
	const unknown = `${result.explanation} Whether ${branch} was moved from ${require_identity.shortSha(from)} to ${require_identity.shortSha(to)} is not known; if it was, the next run finds ${pin.ref} and records it.`;
	let refs;
	try {
		refs = await remote.refs([ref, pin.ref]);
	} catch (error) {
		throw new require_errors.GitError("remote-unreachable", unknown, { cause: error });
	}
	if (witness === "pin" ? refs.get(pin.ref) === pin.sha : refs.get(ref) === to) return { kind: "pushed" };
	const still = witness === "pin" || refs.get(ref) === from;
	throw new require_errors.GitError("remote-unreachable", still ? `${result.explanation} Nothing has moved: ${branch} is as it was.` : unknown);
}
async function refusal(remote, { branch, from, wording }, result) {
	if (result.code !== "moved") return new require_errors.RefusedError(result.code === "no-permission" ? "no-permission" : "push-refused", `Cannot move ${branch}: ${result.explanation}`);
	const ref = require_open.branchRef(branch);
	const tip = (await remote.refs([ref])).get(ref);
	if (tip === void 0) return new require_errors.RefusedError("branch-gone", `Cannot move ${branch}: somebody deleted it at the remote meanwhile.`);
	if (tip === from) return new require_errors.RefusedError("push-refused", `Cannot move ${branch}: ${result.explanation}`);
	return new require_errors.RefusedError("branch-moved", `Cannot move ${branch}: its tip is now ${require_identity.shortSha(tip)}, not ${require_identity.shortSha(from)} as planned. Somebody pushed meanwhile; ${wording.planAgain}.`);
}
// src/usecases/rollback/keep-rollback.ts
function changesOf(unrecorded, draft) {
	return [...unrecorded, draft].map((it) => ({
		kind: "rollback",
		draft: it
	}));
}
async function keepRollback({ history, log }, draft, unrecorded) {
	let rollback = {
		...draft,
		number: null,
		undoneBy: null
	};
	const failed = (reason, publication) => {
		const warning = `${draft.branch ?? "The branch"} was moved, but ${rollback.number === null ? `the ${draft.kind}` : require_rollback.rollbackName(rollback)} could not be recorded: ${reason.replace(/\.$/, "")}. Its pin ${draft.pinRef ?? ""} carries the record, and the next run adds it.`;
		log.warn(warning);
		return {
			rollback,
			recorded: false,
			publication,
			warnings: [warning]
		};
	};
	try {
		for (const earlier of unrecorded) await history.addRollback(earlier);
		rollback = await history.addRollback(draft);
	} catch (error) {
		return failed(require_errors.describeError(error), null);
	}
	const publication = await history.publish();
	switch (publication.kind) {
		case "published": return {
			rollback,
			recorded: true,
			publication,
			warnings: []
		};
		case "fragment": {
			const warning = `The record of ${require_rollback.rollbackName(rollback)} stands by itself in ${publication.where} until a run can read the history: ${publication.reason}`;
			log.warn(warning);
			return {
				rollback,
				recorded: true,
				publication,
				warnings: [warning]
			};
		}
		case "waiting":
		case "kept": return failed(publication.reason, publication);
	}
}
Object.defineProperty(exports, "changesOf", {
	enumerable: true,
	get: function() {
		return changesOf;
	}
});
Object.defineProperty(exports, "keepRollback", {
	enumerable: true,
	get: function() {
		return keepRollback;
	}
});
Object.defineProperty(exports, "moveBranch", {
	enumerable: true,
	get: function() {
		return moveBranch;
	}
});
Object.defineProperty(exports, "planLocalReset", {
	enumerable: true,
	get: function() {
		return planLocalReset;
	}
});
Object.defineProperty(exports, "sayLeft", {
	enumerable: true,
	get: function() {
		return sayLeft;
	}
});
