const require_errors = require("./errors.js");
const require_found_step = require("./found-step.js");
const require_step = require("./step.js");
const require_diff_steps = require("./diff-steps.js");
// src/usecases/compare-with.ts
async function compareWith(deps, request) {
	const { step, other, projectId, code } = request;
	const a = other === "previous" ? await previousOf(deps.history, step) : require_found_step.foundStep(await deps.history.findStep(other), other, projectId, deps.words);
	const diff = await require_diff_steps.diffSteps(deps, {
		a,
		b: step,
		code,
		net: false,
		paths: []
	});
	return {
		diff,
		patch: (await require_diff_steps.printDiff(deps.repository, diff)).toString("utf8")
	};
}
async function previousOf(history, step) {
	const { branch, id, repository } = step;
	const before = {
		repository,
		...branch === null ? {} : { branch },
		...id === null ? {} : { beforeId: id }
	};
	const [previous] = (await history.listSteps({
		...before,
		limit: 2
	})).filter(({ uid }) => uid !== step.uid);
	if (previous !== void 0) return previous;
	throw new require_errors.RefusedError("unknown-step", `No step ran before ${require_step.stepName(step)} on ${branch ?? "no branch"}.`);
}
exports.compareWith = compareWith;
