(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_step_comparison = require("./step-comparison.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_list_pins = require("./list-pins.js");
// src/usecases/diff-steps.ts
var diff_steps_exports = require_rolldown_runtime.__exportAll({ compareWith: () => compareWith });
async function printDiff(repository, { mode, works, range }, look = {}) {
	if (repository === null || mode === "none") return Buffer.alloc(0);
	const { colour = false } = look;
	if (works !== null) return await repository.diffs.printCommits(works.a, works.b, { colour });
	return await repository.diffs.print(range, {
		form: "patch",
		colour,
		columns: null,
		...look
	});
}
async function diffSteps(deps, request) {
	const { a, b } = request;
	const comparison = b === null ? null : require_step_comparison.compareSteps(a, b);
	const nothing = {
		a,
		b,
		mode: "none",
		range: {
			from: null,
			to: null,
			paths: request.paths
		},
		works: null,
		files: [],
		conflicts: [],
		comparison,
		notes: []
	};
	if (b !== null && a.uid === b.uid) throw new require_action_post_help_run_steps.RefusedError("not-comparable", `Both are ${require_action_run_steps.stepName(a)}. Name two steps, or one to see what it changed.`);
	if (request.code === "none" || deps.repository === null) return nothing;
	const states = openStates(deps, deps.repository);
	try {
		return {
			...nothing,
			...await compareCode(deps.repository, states, request),
			notes: states.notes
		};
	} catch (error) {
		throw b !== null && error instanceof require_action_post_help_run_steps.RefusedError && error.code === "commit-gone" ? sayWhereOf(a, b, error, deps.words) : error;
	}
}
function sayWhereOf(a, b, error, words) {
	if (require_action_run_steps.isSameRepository(require_action_run_steps.repositoryKey(a), require_action_run_steps.repositoryKey(b))) return error;
	const where = `${a.repository ?? "a repository without a remote"} and ${b.repository ?? "one without a remote"}`;
	return new require_action_post_help_run_steps.RefusedError("not-comparable", `${require_action_run_steps.stepName(a)} and ${require_action_run_steps.stepName(b)} are recorded of two repositories, ${where}, and this clone and its remote do not have the commits of both. Compare them with ${words.set("code", "none")}.`);
}
async function compareCode(repository, states, request) {
	const { a, b, paths, net } = request;
	const between = async (from, to) => {
		const range = {
			from,
			to,
			paths
		};
		return {
			mode: "states",
			range,
			files: (await repository.diffs.files(range)).map((file) => ({
				...file,
				in: null
			}))
		};
	};
	if (b === null) {
		const { before, after } = await states.work(a);
		const foreign = a.changes?.foreign_commit_count ?? 0;
		if (foreign > 0) {
			const commits = `${foreign} commit${foreign === 1 ? "" : "s"}`;
			states.notes.push(`It holds ${commits} that came from elsewhere while the step ran, as its record tells.`);
		}
		return await between(before, after);
	}
	if (net) return await between(await states.net(a), await states.net(b));
	const works = {
		a: await states.work(a),
		b: await states.work(b)
	};
	const isOtherAttempt = a.active !== b.active;
	const mode = request.code ?? (isOtherAttempt ? "work" : await fittingMode(repository, works));
	const ends = {
		from: works.a.after,
		to: works.b.after,
		paths
	};
	if (mode === "states") return await between(ends.from, ends.to);
	const carried = works.a.before === works.b.before ? null : await repository.diffs.carry(works.b, works.a.before);
	const range = carried === null ? ends : {
		...ends,
		to: carried.tree
	};
	if (carried !== null) {
		const onto = require_action_post_help_run_steps.shortSha(works.a.before ?? "") || "nothing";
		states.notes.push(`${require_action_run_steps.stepName(b)} began elsewhere: its changes were carried onto ${onto}, where ${require_action_run_steps.stepName(a)} began.`);
	}
	const [byA, byB] = await Promise.all([repository.diffs.files({
		from: works.a.before,
		to: works.a.after,
		paths
	}), repository.diffs.files({
		from: works.b.before,
		to: works.b.after,
		paths
	})]);
	const files = (await repository.diffs.files(range)).map((file) => ({
		...file,
		in: changedBy(file, byA, byB)
	}));
	return {
		mode,
		range,
		works: mode === "commits" ? works : null,
		files,
		conflicts: carried?.conflicts ?? []
	};
}
function changedBy(file, byA, byB) {
	const names = [file.path, file.oldPath].filter((path) => path !== null);
	const isIn = (files) => files.some(({ path, oldPath }) => names.includes(path) || oldPath !== null && names.includes(oldPath));
	const [inA, inB] = [isIn(byA), isIn(byB)];
	if (inA && inB) return "both";
	return inA ? "a" : inB ? "b" : null;
}
async function fittingMode(repository, works) {
	const [from, to] = [works.a.after, works.b.after];
	if (from === null || to === null) return "states";
	if (await repository.isAncestor(from, to) === "yes") return "states";
	return await repository.isAncestor(to, from) === "yes" ? "states" : "work";
}
function openStates({ history }, repository) {
	const notes = [];
	const work = async (step) => {
		await noteRollback(step);
		const after = await afterOf(step);
		if (step.commitShaBefore !== null) await bring(step.commitShaBefore, step, "began");
		return {
			before: step.commitShaBefore,
			after
		};
	};
	const net = async (step) => {
		for (let at = step;;) {
			if (at.active) return await afterOf(at);
			const { parentUid } = at;
			const parent = parentUid === null ? void 0 : await require_action_run_steps.stepOf(history, parentUid);
			if (parent === void 0) {
				if (at.commitShaBefore !== null) await bring(at.commitShaBefore, at, "began");
				notes.push(`${require_action_run_steps.stepName(step)} is rolled back, so the diff uses the commit where ${require_action_run_steps.stepName(at)} began.`);
				return at.commitShaBefore;
			}
			at = parent;
			if (at.active) notes.push(`${require_action_run_steps.stepName(step)} is rolled back, so the diff uses what ${require_action_run_steps.stepName(at)} left.`);
		}
	};
	const afterOf = async (step) => {
		const { commitShaAfter: after, changes, pushed } = step;
		if (step.status === "running" || after === null) {
			const why = step.status === "running" ? "is still running, so nobody knows what it changed. Wait until it has ended" : "left no commit on record, so nobody knows what it changed. Name another step";
			throw new require_action_post_help_run_steps.RefusedError("not-comparable", `${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} ${why}.`);
		}
		await bring(after, step, "ended");
		const newest = changes?.own_commits[0]?.sha;
		if (!((pushed === "pinned" || pushed === "bundled") && newest !== void 0 && newest !== after) || !await require_action_run_steps.bringCommit(repository, newest, step.pinRef)) return after;
		if (await repository.isAncestor(after, newest) !== "yes") return after;
		notes.push(`${require_action_run_steps.stepName(step)} left work beside the branch, in ${require_action_post_help_run_steps.shortSha(newest)}: it is in the diff.`);
		return newest;
	};
	const noteRollback = async (step) => {
		if (step.active) return;
		if (step.replays !== null) {
			notes.push(`${require_action_run_steps.stepName(step)} is a replay: its work is on no branch.`);
			return;
		}
		const covering = (await history.listRollbacks()).find((it) => require_action_run_steps.isInForce(it) && it.stepUids.includes(step.uid));
		const by = covering === void 0 ? "" : ` by ${require_action_run_steps.rollbackName(covering)}`;
		const where = covering?.kind === "revert" ? "commits on its branch take its work back" : "its work is on no branch";
		notes.push(`${require_action_run_steps.stepName(step)} is rolled back${by}: ${where}.`);
	};
	const bring = async (sha, step, what) => {
		const pins = await pinsOf(step);
		for (const pin of [null, ...pins]) if (await require_action_run_steps.bringCommit(repository, sha, pin)) return;
		const dropped = [...await require_list_pins.findPinStates(repository, pins)].flatMap(([ref, pin]) => pin.kind === "dropped" ? [`${ref}: ${require_action_run_steps.droppedInWords(pin)}`] : []);
		const why = dropped.length > 0 ? `its pin is gone (${dropped.join("; ")})` : "it is neither here nor at the remote";
		throw new require_action_post_help_run_steps.RefusedError("commit-gone", `Commit ${require_action_post_help_run_steps.shortSha(sha)}, where ${require_action_run_steps.stepName(step)} ${what}, cannot be had: ${why}.`);
	};
	const pinsOf = async (step) => {
		const own = (await history.listRollbacks()).filter(({ stepUids }) => stepUids.includes(step.uid)).map(({ pinRef }) => pinRef);
		return [step.pinRef, ...own].filter((ref) => ref !== null);
	};
	return {
		notes,
		work,
		net
	};
}
async function compareWith(deps, request) {
	const { step, other, projectId, code } = request;
	const diff = await diffSteps(deps, {
		a: other === "previous" ? await previousOf(deps.history, step) : await require_action_run_steps.findStep(deps.history, other, projectId, deps.words),
		b: step,
		code,
		net: false,
		paths: []
	});
	return {
		diff,
		patch: (await printDiff(deps.repository, diff)).toString("utf8")
	};
}
async function previousOf(history, step) {
	const { branch, id } = step;
	const before = {
		repository: require_action_run_steps.repositoryKey(step),
		...branch === null ? {} : { branch },
		...id === null ? {} : { beforeId: id }
	};
	const [previous] = (await history.listSteps({
		...before,
		limit: 2
	})).filter(({ uid }) => uid !== step.uid);
	if (previous !== void 0) return previous;
	throw new require_action_post_help_run_steps.RefusedError("unknown-step", `No step ran before ${require_action_run_steps.stepName(step)} on ${branch ?? "no branch"}.`);
}
Object.defineProperty(exports, "compareWith", {
	enumerable: true,
	get: function() {
		return compareWith;
	}
});
Object.defineProperty(exports, "diffSteps", {
	enumerable: true,
	get: function() {
		return diffSteps;
	}
});
Object.defineProperty(exports, "diff_steps_exports", {
	enumerable: true,
	get: function() {
		return diff_steps_exports;
	}
});
Object.defineProperty(exports, "printDiff", {
	enumerable: true,
	get: function() {
		return printDiff;
	}
});
});
