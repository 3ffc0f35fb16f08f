const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_pin_refs = require("./pin-refs.js");
const require_folders = require("./folders.js");
const require_record_from_pins = require("./record-from-pins.js");
const require_rollback = require("./rollback.js");
// src/usecases/rollback/history-view.ts
async function viewWith(history, unrecorded) {
	if (unrecorded.length === 0) return history;
	const recorded = await history.listRollbacks();
	const records = [...recorded, ...unrecorded].filter(({ undoes }) => undoes !== null);
	const project = (rollback) => ({
		...require_rollback.projectRollback(rollback, records),
		number: rollback.number
	});
	const found = unrecorded.map((draft) => require_rollback.projectRollback(draft, records)).reverse();
	const all = [...found, ...recorded.map(project)];
	const covered = new Set(all.filter(require_rollback.isInForce).flatMap(({ stepUids }) => stepUids));
	const asNow = (step) => ({
		...step,
		active: step.replays === null && !covered.has(step.uid)
	});
	return {
		condition: history.condition,
		findStep: async (ref) => {
			const lookup = await history.findStep(ref);
			return lookup.kind === "found" || lookup.kind === "contested" ? {
				...lookup,
				value: asNow(lookup.value)
			} : lookup;
		},
		listSteps: async (filter) => (await history.listSteps(filter)).map(asNow),
		findRollback: async (ref) => {
			const own = ref.kind === "uid" ? found.filter(({ uid }) => uid.startsWith(ref.prefix)) : [];
			const [only] = own;
			if (own.length === 1 && only !== void 0) return {
				kind: "found",
				value: only
			};
			const lookup = await history.findRollback(ref);
			return lookup.kind === "found" || lookup.kind === "contested" ? {
				...lookup,
				value: project(lookup.value)
			} : lookup;
		},
		listRollbacks: async (filter) => all.filter(({ branch }) => filter?.branch === void 0 || branch === filter.branch).filter(({ repository }) => filter?.repository === void 0 || repository === filter.repository).slice(0, filter?.limit)
	};
}
// src/usecases/rollback/move-checks.ts
async function readRefsAndHistory(deps, request) {
	const { history, repository } = deps;
	const { where, slug } = request;
	const remote = where === "local" ? null : repository.remote;
	if (where !== "local" && remote === null) throw new require_errors.InputError("bad-environment", `${repository.root} has no remote, so there is no remote branch to move. Add one with git remote add origin, or move the local branch alone.`);
	const warn = (message) => deps.log.warn(message);
	const refs = remote === null ? new Map() : await remote.refs([`${require_open.HEADS}*`, ...require_pin_refs.pinPatterns(slug)]);
	const pins = where === "remote" ? new Map() : await require_record_from_pins.localPins(repository, slug);
	const found = remote === null ? await require_record_from_pins.findUnrecorded({
		history,
		repository,
		warn
	}, {
		slug,
		refs: pins,
		place: "local"
	}) : await require_record_from_pins.findUnrecorded({
		history,
		repository,
		warn
	}, {
		slug,
		refs,
		place: "remote"
	});
	return {
		remote,
		refs,
		localPins: pins,
		unrecorded: found,
		view: await viewWith(history, found)
	};
}
async function checkBranchName(repository, branch) {
	if (await repository.isBranchName(branch)) return;
	throw new require_errors.RefusedError("not-reversible", `${require_identity.quote(branch)} is no branch of this repository, so there is nothing to reset. Name a step or a branch of it.`);
}
async function checkWorkTree(repository, branch) {
	const operation = repository.operationOn(branch);
	if (operation !== null) throw require_open.inOperation(branch, operation);
	const dirty = await repository.dirtyPaths();
	if (dirty.length > 0) {
		const named = dirty.slice(0, 5).map(require_identity.quote).join(", ");
		throw new require_errors.RefusedError("dirty-work-tree", `The work tree has uncommitted changes: ${named}${dirty.length > 5 ? ` and ${dirty.length - 5} more` : ""}. Commit or stash them first.`);
	}
	const others = await repository.otherWorkTreesWith(branch);
	if (others.length > 0) throw new require_errors.RefusedError("branch-checked-out", `${branch} is checked out in another worktree, ${others.join(", ")}. Run this there, or check out something else there.`);
}
async function isGone(repository, { remote, refs }, branch) {
	const ref = require_open.branchRef(branch);
	return remote === null ? await repository.resolve(ref) === null : !refs.has(ref);
}
async function remoteTip(repository, refs, branch) {
	const tip = refs.get(require_open.branchRef(branch)) ?? null;
	if (tip !== null && !await require_record_from_pins.fetchCommits(repository, [tip], 1)) throw new require_errors.RefusedError("branch-moved", `${branch} moved at the remote while it was looked at, and ${require_identity.shortSha(tip)} is gone. Run this again.`);
	return tip;
}
async function tipOf(repository, { remote, refs }, branch) {
	return remote === null ? await repository.resolve(require_open.branchRef(branch)) : await remoteTip(repository, refs, branch);
}
async function checkWorkflowFiles(deps, request, move) {
	if (request.tokenKind !== "job") return;
	const { remote, refs, branch, to } = move;
	const main = await remote.defaultBranch();
	const tip = main === null ? null : await remoteTip(deps.repository, refs, main);
	if (main === null || tip === null) return;
	const changed = await deps.repository.changedPaths(tip, to, ".github/workflows");
	if (changed.length === 0) return;
	throw new require_errors.RefusedError("push-refused", `Cannot reset ${branch} to ${require_identity.shortSha(to)}: its workflow files differ from those of ${main} (${require_folders.nameSome(changed, 3)}), and the job's own token may not push that. Give push-token a personal access token (scope workflow) or an App token (permission workflows).`);
}
async function warnOfPullRequest({ codeHost, repository }, move) {
	if (codeHost === void 0) return void 0;
	const { refs, branch, to } = move;
	try {
		const pull = await codeHost.findPullRequestOf(branch);
		const base = pull === void 0 ? null : await remoteTip(repository, refs, pull.baseRef);
		if (pull === void 0 || base === null || await repository.isAncestor(to, base) !== "yes") return void 0;
		return `Pull request #${pull.number} would be left without commits, and its host may close it for that.`;
	} catch (error) {
		return `Whether ${branch} has a pull request that would be left without commits is not known: ${require_errors.describeError(error)}`;
	}
}
Object.defineProperty(exports, "checkBranchName", {
	enumerable: true,
	get: function() {
		return checkBranchName;
	}
});
Object.defineProperty(exports, "checkWorkTree", {
	enumerable: true,
	get: function() {
		return checkWorkTree;
	}
});
Object.defineProperty(exports, "checkWorkflowFiles", {
	enumerable: true,
	get: function() {
		return checkWorkflowFiles;
	}
});
Object.defineProperty(exports, "isGone", {
	enumerable: true,
	get: function() {
		return isGone;
	}
});
Object.defineProperty(exports, "readRefsAndHistory", {
	enumerable: true,
	get: function() {
		return readRefsAndHistory;
	}
});
Object.defineProperty(exports, "remoteTip", {
	enumerable: true,
	get: function() {
		return remoteTip;
	}
});
Object.defineProperty(exports, "tipOf", {
	enumerable: true,
	get: function() {
		return tipOf;
	}
});
Object.defineProperty(exports, "warnOfPullRequest", {
	enumerable: true,
	get: function() {
		return warnOfPullRequest;
	}
});
