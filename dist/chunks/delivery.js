// src/domain/delivery.ts
function decideDelivery(facts) {
	const { before, after, branch, tip } = facts;
	if (after === null || after === before) return { kind: "unchanged" };
	if (branch === null || facts.offBranch !== null) return {
		kind: "pin",
		reason: facts.offBranch ?? "HEAD is detached and belongs to no branch"
	};
	if (tip === after && !(hasFailedCheck(facts) && facts.onFailure === "rollback")) return { kind: "pushed-already" };
	if (hasFailedCheck(facts)) return {
		kind: "pin",
		reason: "its check failed"
	};
	if (!mayReachBranch(facts.status, facts.continueOnAgentError)) return {
		kind: "pin",
		reason: `the step did not succeed (${facts.status})`
	};
	if (tip === null && facts.tipAtStart === "unknown") return {
		kind: "pin",
		reason: `${branch} is not at the remote, which could not be asked when the step began`
	};
	if (tip === null && facts.tipAtStart !== null) return {
		kind: "pin",
		reason: `${branch} is gone from the remote`
	};
	if (tip !== null && tip !== before && !facts.made.has(tip)) return {
		kind: "pin",
		reason: `${branch} has moved at the remote to ${tip.slice(0, 8)}, which is not this step's work`
	};
	if (tip !== null && facts.descends !== "yes") return {
		kind: "pin",
		reason: `the work does not build on ${branch} as it is at the remote: its history was rewritten`
	};
	return {
		kind: "push",
		branch,
		lease: tip
	};
}
const AGENT_ERRORS = [
	"failed",
	"timed_out",
	"over_budget"
];
function mayReachBranch(status, continueOnAgentError) {
	return status === "succeeded" || continueOnAgentError && AGENT_ERRORS.includes(status);
}
function hasFailedCheck({ status }) {
	return status === "check_failed";
}
function branchOfRecord(facts) {
	const { startBranch, startedDetached, endBranch } = facts;
	if (endBranch !== null && endBranch === startBranch && !startedDetached) return {
		branch: endBranch,
		offBranch: null
	};
	if (endBranch !== null && facts.endBranchIsNew) return {
		branch: endBranch,
		offBranch: null
	};
	if (endBranch !== null) return {
		branch: startBranch,
		offBranch: `the agent ended on ${endBranch}, a branch that was there before it`
	};
	return {
		branch: startBranch,
		offBranch: startedDetached ? "a detached HEAD was checked out, so there is no branch to push to" : `the agent left HEAD detached, not on ${startBranch}`
	};
}
Object.defineProperty(exports, "branchOfRecord", {
	enumerable: true,
	get: function() {
		return branchOfRecord;
	}
});
Object.defineProperty(exports, "decideDelivery", {
	enumerable: true,
	get: function() {
		return decideDelivery;
	}
});
Object.defineProperty(exports, "hasFailedCheck", {
	enumerable: true,
	get: function() {
		return hasFailedCheck;
	}
});
Object.defineProperty(exports, "mayReachBranch", {
	enumerable: true,
	get: function() {
		return mayReachBranch;
	}
});
