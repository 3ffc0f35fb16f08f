const require_identity = require("./identity.js");
const require_errors = require("./errors.js");
const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
// src/domain/refusal.ts
function refuse(code, message) {
	return {
		kind: "refused",
		code,
		message
	};
}
function orThrow(answer) {
	if (isRefusal(answer)) throw new require_errors.RefusedError(answer.code, answer.message);
	return answer;
}
function isRefusal(answer) {
	return answer.kind === "refused";
}
// src/domain/rollback-target.ts
function findRollbackTarget(facts) {
	const found = theStep(facts);
	if (found.kind === "refused") return found;
	const step = found.value;
	const { mode, wording } = facts;
	const name = capital(require_step.stepName(step));
	if (!step.active) return inactive(name, facts.deactivatedBy, wording);
	if (step.status === "running") return refuse("not-reversible", `${name} is still running. Wait until it has ended, or cancel its job.`);
	if (step.status === "interrupted") return refuse("not-reversible", `${name} was interrupted: its job died and nobody knows where it left its branch. Name a step before it.`);
	const branch = facts.branch ?? step.branch;
	if (branch === null) return refuse("not-reversible", `${name} ran on no branch. Say with ${wording.branch} which one to roll back.`);
	const formerName = step.branch === branch ? null : step.branch;
	if (formerName !== null && !facts.isBranchGone) return refuse("not-reversible", `${name} belongs to the branch ${formerName}, not to ${branch}. Leave ${wording.branch} out, or name a step of ${branch}.`);
	const sha = mode === "to" ? step.commitShaAfter : step.commitShaBefore;
	if (sha === null) return noCommit(name, mode);
	return {
		kind: "target",
		mode,
		step,
		branch,
		formerName,
		sha
	};
}
function theStep({ ref, lookup, condition, wording }) {
	const asked = ref.kind === "id" ? `step ${ref.id}` : `step ${ref.prefix}`;
	switch (lookup.kind) {
		case "found": return lookup;
		case "unknown": return refuse("unknown-step", `There is no ${asked}: ${whyUnknown(condition, wording)}.`);
		case "ambiguous": return refuse("contested-id", `${capital(asked)} could be any of ${lookup.uids.join(", ")}. Give more characters of the uid.`);
		case "contested": return refuse("contested-id", `${capital(asked)} is a number that ${lookup.uids.length} steps have claimed: ${lookup.uids.join(" and ")}. Name the one you mean by its uid.`);
	}
}
function whyUnknown(condition, wording) {
	switch (condition.kind) {
		case "found": return `the history does not have it; ${wording.listSteps}`;
		case "empty": return "the history is empty, so check the project and the store";
		case "expired": return `the history expired${condition.lastSavedAt === null ? "" : ` (last saved ${condition.lastSavedAt})`}, so its steps can no longer be named`;
		case "unreadable": return `the history could not be read (${condition.reason.replace(/\.$/, "")}), so try again later`;
	}
}
function inactive(name, by, wording) {
	if (by === void 0) return refuse("not-reversible", `${name} is inactive. Name an active step.`);
	const rollback = require_rollback.rollbackName(by);
	const way = by.branch === null ? "That moved no branch and cannot be taken back, so name an active step." : `Take that back first with ${wording.undo(rollback)}, or name an active step.`;
	return refuse("not-reversible", `${name} was rolled back by ${rollback} on ${by.createdAt.slice(0, 10)}. ${way}`);
}
function noCommit(name, mode) {
	return refuse("not-reversible", mode === "before" ? `${name} began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.` : `${name} left no commit on record, so there is nothing to go back to. Name another step.`);
}
function targetName({ mode, step, sha }) {
	return `${require_identity.shortSha(sha)}, where ${require_step.stepName(step)} ${mode === "to" ? "ended" : "began"}`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
Object.defineProperty(exports, "capital", {
	enumerable: true,
	get: function() {
		return capital;
	}
});
Object.defineProperty(exports, "findRollbackTarget", {
	enumerable: true,
	get: function() {
		return findRollbackTarget;
	}
});
Object.defineProperty(exports, "orThrow", {
	enumerable: true,
	get: function() {
		return orThrow;
	}
});
Object.defineProperty(exports, "refuse", {
	enumerable: true,
	get: function() {
		return refuse;
	}
});
Object.defineProperty(exports, "targetName", {
	enumerable: true,
	get: function() {
		return targetName;
	}
});
