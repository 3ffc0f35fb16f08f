const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
const require_pin_record = require("./pin-record.js");
// src/app/wordings.ts
const ACTION = {
	toStep: (step) => `to-step: ${step}`,
	beforeStep: (step) => `before-step: ${step}`,
	undo: (rollback) => `the undo action and rollback-id: ${rollback}`,
	branch: "the input \"branch\"",
	allowDiscard: "allow-discard: true",
	planAgain: "look at the plan again with dry-run: true",
	listSteps: "the job summary of a step or of the report action lists them",
	pushIsAuto: "Input \"push\" is \"auto\"",
	pushNone: "push: none",
	timeLimit: "timeout-minutes",
	budget: "the input \"budget\"",
	maxCostUsd: "max-cost-usd",
	maxTokens: "max-tokens",
	budgetUnknownWarn: "budget-unknown: warn",
	checkTimeLimit: "check-timeout-minutes"
};
const WORDINGS = {
	action: ACTION,
	comment: {
		...ACTION,
		toStep: (step) => `/laforge rollback to ${step}`,
		beforeStep: (step) => `/laforge rollback before ${step}`,
		undo: (rollback) => `/laforge undo ${rollback}`,
		branch: "the input \"branch\" of the action rollback",
		allowDiscard: "the action rollback and allow-discard: true",
		planAgain: "comment it again to see the plan as it is now",
		listSteps: "the comment of LaForge lists them"
	},
	cli: {
		toStep: (step) => `laforge step rollback ${step}`,
		beforeStep: (step) => `laforge step rollback ${step} --before`,
		undo: (rollback) => `laforge step undo ${rollback}`,
		branch: "--branch",
		allowDiscard: "--allow-discard",
		planAgain: "run the command again to see the plan as it is now",
		listSteps: "laforge steps lists them",
		pushIsAuto: "--push is given",
		pushNone: "--push none",
		timeLimit: "--timeout-minutes",
		budget: "--budget",
		maxCostUsd: "--max-cost-usd",
		maxTokens: "--max-tokens",
		budgetUnknownWarn: "--budget-unknown warn",
		checkTimeLimit: "--check-timeout-minutes"
	}
};
// src/domain/rollback-target.ts
function findRollbackTarget(facts) {
	const found = theStep(facts);
	if (found.kind === "refused") return found;
	const step = found.value;
	const { mode, wording } = facts;
	const name = capital(require_step.stepName(step));
	if (step.replays !== null) return require_errors.refuse("not-reversible", `${name} is a replay: it is on no branch, so nothing of it is to be taken back.`);
	if (!step.active) return inactive(name, facts.deactivatedBy, wording);
	if (step.status === "running") return require_errors.refuse("not-reversible", `${name} is still running. Wait until it has ended, or cancel its job.`);
	if (step.status === "interrupted") return require_errors.refuse("not-reversible", `${name} was interrupted: its job died and nobody knows where it left its branch. Name a step before it.`);
	const branch = facts.branch ?? step.branch;
	if (branch === null) return require_errors.refuse("not-reversible", `${name} ran on no branch. Say with ${wording.branch} which one to roll back.`);
	const formerName = step.branch === branch ? null : step.branch;
	if (formerName !== null && !facts.isBranchGone) return require_errors.refuse("not-reversible", `${name} belongs to the branch ${formerName}, not to ${branch}. Leave ${wording.branch} out, or name a step of ${branch}.`);
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
		case "unknown": return require_errors.refuse("unknown-step", `There is no ${asked}: ${whyUnknown(condition, wording)}.`);
		case "ambiguous": return require_errors.refuse("contested-id", `${capital(asked)} could be any of ${lookup.uids.join(", ")}. Give more characters of the uid.`);
		case "contested": return require_errors.refuse("contested-id", `${capital(asked)} is a number that ${lookup.uids.length} steps have claimed: ${lookup.uids.join(" and ")}. Name the one you mean by its uid.`);
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
	if (by === void 0) return require_errors.refuse("not-reversible", `${name} is inactive. Name an active step.`);
	const rollback = require_rollback.rollbackName(by);
	const way = by.branch === null ? "That moved no branch and cannot be taken back, so name an active step." : `Take that back first with ${wording.undo(rollback)}, or name an active step.`;
	return require_errors.refuse("not-reversible", `${name} was rolled back by ${rollback} on ${by.createdAt.slice(0, 10)}. ${way}`);
}
function noCommit(name, mode) {
	return require_errors.refuse("not-reversible", mode === "before" ? `${name} began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.` : `${name} left no commit on record, so there is nothing to go back to. Name another step.`);
}
function targetName({ mode, step, sha }) {
	return `${require_identity.shortSha(sha)}, where ${require_step.stepName(step)} ${mode === "to" ? "ended" : "began"}`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/domain/revert-plan.ts
const TRAILER = "Laforge-Reverts";
function parseNamedSteps(text, what) {
	const [first = "", last, ...more] = text.split("..");
	if (more.length > 0) throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Name one step, or two as 3..5.`);
	return {
		first: require_identity.parseStepRef(first, what),
		last: last === void 0 ? null : require_identity.parseStepRef(last, what)
	};
}
function worksOf(step, between, own) {
	if (between.every(({ sha }) => own.has(sha))) return {
		kind: "works",
		works: [{
			before: step.commitShaBefore,
			after: step.commitShaAfter
		}]
	};
	const commits = between.filter(({ sha }) => own.has(sha));
	const merge = commits.find(({ parents }) => parents.length > 1);
	if (merge !== void 0) return require_errors.refuse("not-reversible", `${capital(require_step.stepName(step))} merged commits of others with ${require_identity.shortSha(merge.sha)}, and which side of that merge is to stay is on no record. Take it back by hand: git revert -m 1 ${merge.sha}`);
	return {
		kind: "works",
		works: commits.map(({ sha, parents: [parent = null] }) => ({
			before: parent,
			after: sha
		}))
	};
}
function revertMessage(things, reason) {
	const names = things.map(({ name }) => name);
	const ends = things.flatMap(({ name, works }) => {
		const [newest] = works;
		const oldest = works.at(-1);
		return newest === void 0 || oldest === void 0 ? [] : [`Takes back ${name}: ${require_identity.shortSha(oldest.before) || "the beginning"}..${require_identity.shortSha(newest.after)}`];
	});
	const why = reason === null ? [] : ["", `Reason: ${require_identity.quote(reason)}`];
	return [
		`Revert ${joined(names)}`,
		"",
		...ends,
		...why,
		"",
		...things.map(({ uid }) => `${TRAILER}: ${uid}`),
		""
	].join("\n");
}
function revertedBy(message) {
	return new Set([...message.matchAll(/^[ \t*-]*Laforge-Reverts: ([0-9a-f-]{36})[ \t\r]*$/gm)].map(([, uid = ""]) => uid));
}
function joined(names) {
	const shown = names.slice(0, 5);
	const rest = names.length - shown.length;
	if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
	return [shown.slice(0, -1).join(", "), shown.at(-1) ?? ""].filter((part) => part !== "").join(" and ");
}
const NAMED = 5;
function conflictRefusal({ name }, branch, conflicts) {
	const shown = conflicts.slice(0, NAMED);
	const rest = conflicts.length - shown.length;
	return require_errors.refuse("revert-conflict", `Cannot take back ${name} on ${branch}: ${shown.map(conflictInWords).join(", ")}${rest > 0 ? ` and ${rest} more files` : ""}. Take back what came later first, or change the files by hand.`);
}
const FATES = {
	added: "added",
	deleted: "removed",
	modified: "changed the same lines of",
	renamed: "renamed",
	copied: "added",
	"type-changed": "replaced"
};
function conflictInWords({ path, change, later }) {
	if (later.length === 0) return `${require_identity.quote(path)} cannot be merged, though no later commit changed it (a file is where its folder was, or a partial clone lacks its contents)`;
	const since = `(${sinceInWords(later)})`;
	if (change === void 0) return `later work stands in the way of ${require_identity.quote(path)} ${since}`;
	const { status, oldPath } = change;
	const file = status === "renamed" ? `${require_identity.quote(oldPath ?? "")} to ${require_identity.quote(path)}` : require_identity.quote(path);
	return `later work ${FATES[status]} ${file} ${since}`;
}
function nothingLeft(things, branch, later) {
	const by = later.length === 0 ? "" : ` The same files were changed since by ${sinceInWords(later)}.`;
	return require_errors.refuse("not-reversible", `Nothing to take back: ${branch} has nothing left of what ${joined(things.map(({ name }) => name))} changed.${by}`);
}
function sinceInWords(later) {
	const named = later.slice(0, NAMED).map(({ commit, step }) => {
		const by = step === void 0 ? commit.authorName : require_step.stepName(step);
		return `${require_identity.shortSha(commit.sha)} ${require_identity.quote(commit.subject)} by ${by}`;
	});
	const rest = later.length - named.length;
	return `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
function appliedUid(proposal, at) {
	const time = Math.max(0, Date.parse(at)).toString(16).padStart(12, "0");
	const tail = [...proposal.slice(24)].reverse().join("");
	return `${time.slice(0, 8)}-${time.slice(8, 12)}-${proposal.slice(14, 24)}${tail}`;
}
function proposalBody(proposal) {
	const { kind, steps, rollback, from, reason } = proposal;
	const isUndo = kind === "undo";
	const rows = steps.map((step) => {
		const cost = step.tokenUsage?.cost ?? null;
		const range = `\`${require_identity.shortSha(step.commitShaBefore)}\`..\`${require_identity.shortSha(step.commitShaAfter)}\``;
		return `| ${step.id ?? step.uid} | ${step.status} | ${range} | ${cost === null ? "" : `$${cost.toFixed(2)}`} |`;
	});
	const named = isUndo ? [rollback.undoes ?? ""] : steps.map(({ uid }) => uid);
	return [
		`${isUndo ? "Brings back" : "Takes back"} ${require_pin_record.nameSteps(steps)} with commits on top of \`${require_identity.shortSha(from)}\`. Work of others since stays as it is.`,
		...reason === null ? [] : ["", `Reason: \`${require_identity.quote(reason).replaceAll("`", "'")}\``],
		"",
		"| step | ended | from..to | cost |",
		"| ---: | --- | --- | ---: |",
		...rows,
		"",
		`LaForge has it on record as ${require_rollback.rollbackName(rollback)}. Until this is merged the steps stay ${isUndo ? "inactive" : "active"}; the next run after that records it.`,
		"",
		...named.map((uid) => `${TRAILER}: ${uid}`),
		""
	].join("\n");
}
Object.defineProperty(exports, "WORDINGS", {
	enumerable: true,
	get: function() {
		return WORDINGS;
	}
});
Object.defineProperty(exports, "appliedUid", {
	enumerable: true,
	get: function() {
		return appliedUid;
	}
});
Object.defineProperty(exports, "capital", {
	enumerable: true,
	get: function() {
		return capital;
	}
});
Object.defineProperty(exports, "conflictRefusal", {
	enumerable: true,
	get: function() {
		return conflictRefusal;
	}
});
Object.defineProperty(exports, "findRollbackTarget", {
	enumerable: true,
	get: function() {
		return findRollbackTarget;
	}
});
Object.defineProperty(exports, "nothingLeft", {
	enumerable: true,
	get: function() {
		return nothingLeft;
	}
});
Object.defineProperty(exports, "parseNamedSteps", {
	enumerable: true,
	get: function() {
		return parseNamedSteps;
	}
});
Object.defineProperty(exports, "proposalBody", {
	enumerable: true,
	get: function() {
		return proposalBody;
	}
});
Object.defineProperty(exports, "revertMessage", {
	enumerable: true,
	get: function() {
		return revertMessage;
	}
});
Object.defineProperty(exports, "revertedBy", {
	enumerable: true,
	get: function() {
		return revertedBy;
	}
});
Object.defineProperty(exports, "targetName", {
	enumerable: true,
	get: function() {
		return targetName;
	}
});
Object.defineProperty(exports, "worksOf", {
	enumerable: true,
	get: function() {
		return worksOf;
	}
});
