(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/usecases/examine-place.ts
async function examinePlace(place) {
	return [
		await look("branch", () => examineBranch(place)),
		examineIdentity(place.repository),
		...await examineRemote(place),
		await look("history", () => examineHistory(place))
	];
}
async function look(topic, ask) {
	try {
		return {
			topic,
			...await ask()
		};
	} catch (error) {
		return {
			topic,
			verdict: "fault",
			message: require_action_post_help_run_steps.describeError(error)
		};
	}
}
async function examineBranch({ repository, branchOfJob }) {
	await repository.localRefs("refs/");
	const { branch, sha } = await repository.head();
	const at = sha === null ? "without a commit" : `at ${require_action_post_help_run_steps.shortSha(sha)}`;
	if (branch !== null) {
		const operation = repository.operationOn(branch);
		if (operation === null) return {
			verdict: "ok",
			message: `${branch}, ${at}`
		};
		return {
			verdict: "limited",
			message: `A ${operation.name} of ${branch} is under way: what an agent leaves is not committed then, and no rollback moves the branch. Finish or abort it first.`
		};
	}
	return {
		verdict: "limited",
		message: `No branch is checked out, HEAD is ${at}. ${branchOfJob === null || branchOfJob.includes(":") ? "Check out a branch to have its work reach one." : `Write --branch ${branchOfJob} to have its work reach that branch.`}`
	};
}
const NO_IDENTITY = "git has no user.name and user.email, so what an agent leaves is committed by github-actions[bot]. Set both, git config --global user.name \"Your Name\" and git config --global user.email you@example.com, or write --commit-author.";
function examineIdentity({ identity }) {
	const topic = "committer";
	if (identity !== null) return {
		topic,
		verdict: "ok",
		message: `${identity.name} <${identity.email}>`
	};
	return {
		topic,
		verdict: "limited",
		message: NO_IDENTITY
	};
}
async function examineRemote({ repository, slug }) {
	const { remote } = repository;
	const tell = (verdict, message) => ({
		topic: "remote",
		verdict,
		message
	});
	if (remote === null) return [tell("limited", "There is none, or several and none named origin, so --push and --store git cannot work. Add one: git remote add origin <url>")];
	try {
		const name = remote.repository ?? "the remote";
		await remote.refs(["HEAD"]);
		const { sha } = await repository.head();
		if (sha === null) return [tell("ok", `${name} answers`)];
		const update = {
			ref: `refs/laforge/pins/${slug}/doctor`,
			to: sha,
			expected: null
		};
		const together = await remote.probe([update], { atomic: true });
		const isAtomic = together.kind === "pushed";
		const result = together.kind === "refused" && together.code === "no-atomic" ? await remote.probe([update]) : together;
		if (result.kind === "pushed") return [
			tell("ok", `${name} answers, and accepts a trial push, which does not run its rules and hooks`),
			LEASE,
			isAtomic ? ATOMIC : NO_ATOMIC
		];
		return [tell("limited", `${name} can be read, but a trial push was refused, so --push, --store git and pins cannot work: ${result.explanation}`)];
	} catch (error) {
		return [tell("limited", require_action_post_help_run_steps.describeError(error))];
	}
}
const LEASE = {
	topic: "lease",
	verdict: "ok",
	message: "a branch moves only from the tip that was looked at"
};
const ATOMIC = {
	topic: "atomic",
	verdict: "ok",
	message: "a branch moves together with its record, or not at all"
};
const NO_ATOMIC = {
	topic: "atomic",
	verdict: "limited",
	message: "The remote cannot update several refs at once: a pin is pushed before its branch moves, and a record by itself."
};
async function examineHistory({ openHistory, where, goesWithJob, whyNotRecorded }) {
	const history = await openHistory();
	try {
		const { condition } = history;
		if (condition.kind === "unreadable") return {
			verdict: "fault",
			message: `${where} cannot be read: ${condition.reason}`
		};
		const steps = condition.kind === "found" ? await history.countSteps() : 0;
		const message = `${steps === 1 ? "1 step" : `${steps} steps`} in ${where}`;
		const reason = await whyNotRecorded();
		if (reason !== null) return {
			verdict: "fault",
			message: `${message}, and none can be added: ${reason}`
		};
		if (history.warnings.length > 0) return {
			verdict: "limited",
			message: [`${message}.`, ...history.warnings].join(" ")
		};
		if (!goesWithJob) return {
			verdict: "ok",
			message
		};
		return {
			verdict: "limited",
			message: `${message}. The disk of a job seldom lasts: write --store git to keep the history in the repository.`
		};
	} finally {
		await history.close();
	}
}
Object.defineProperty(exports, "NO_IDENTITY", {
	enumerable: true,
	get: function() {
		return NO_IDENTITY;
	}
});
Object.defineProperty(exports, "examinePlace", {
	enumerable: true,
	get: function() {
		return examinePlace;
	}
});
});
