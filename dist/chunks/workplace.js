const require_identity = require("./identity.js");
// src/domain/workplace.ts
const PULL_REQUEST_BRANCH = "pull-request";
const ANYBODYS = /^(?:issue.*|discussion.*|pull_request_(?:target|comment)|workflow_run|watch|fork|gollum|wiki|check_(?:run|suite)|status)$/;
const REVIEWS = /^pull_request_(?:review.*|approved|rejected)$/;
const FORK_EVENTS = /^pull_request(?!_target$|_comment$)/;
function needsWriteCheck(context) {
	const { event } = context.run;
	return isAnybodys(event) || event !== null && REVIEWS.test(event) && !isForkRun(context);
}
function isAnybodys(event) {
	return event !== null && ANYBODYS.test(event);
}
function isForkRun(context) {
	const { event, pull_request: pullRequest } = context.run;
	if (event === null || pullRequest === null || !FORK_EVENTS.test(event)) return false;
	return !isHeadIn(pullRequest, context.repository);
}
function needsPullRequestHead(context) {
	return context.run.pull_request !== null && context.run.pull_request.head_ref === null;
}
function headBranch(pullRequest, repository) {
	const { head_ref: headRef, head_repository: headRepository } = pullRequest;
	if (headRef === null || isHeadIn(pullRequest, repository)) return headRef;
	return `${headRepository?.split("/")[0] ?? "unknown"}:${headRef}`;
}
function withPullRequest(context, found) {
	const pullRequest = {
		number: found.number,
		head_ref: found.headRef,
		head_sha: found.headSha,
		head_repository: found.headRepository,
		base_ref: found.baseRef,
		merge_sha: context.run.pull_request?.merge_sha ?? null
	};
	return {
		...context,
		run: {
			...context.run,
			pull_request: pullRequest
		}
	};
}
function decideWorkplace(request) {
	const { context, head, requestedBranch, push } = request;
	if (requestedBranch === PULL_REQUEST_BRANCH) return pullRequestHead(request);
	if (requestedBranch !== null) return go(requestedBranch, requestedBranch);
	const stay = go(null, head.branch ?? detachedBranch(request));
	if (push === "none") return stay;
	const reason = head.branch === null ? wrongDetached(context, head) : wrongBranch(request, head.branch);
	if (reason !== null) return refused(reason, request);
	const warning = head.branch === null ? detachedWarning(request) : null;
	return warning === null ? stay : {
		...stay,
		warnings: [warning]
	};
}
function pullRequestHead(request) {
	const { pull_request: pullRequest, event } = request.context.run;
	const said = `Input "branch" is "${PULL_REQUEST_BRANCH}", but`;
	if (pullRequest === null) return {
		kind: "refused",
		message: `${said} ${event === null ? "this run" : `this run (${event})`} belongs to no pull request. Name a branch instead.`
	};
	const { number, head_ref: headRef, head_repository: repository } = pullRequest;
	if (headRef === null) return {
		kind: "refused",
		message: `${said} the head of pull request #${number} is not known. Name the branch instead.`
	};
	if (!isOwnHead(request, pullRequest)) return {
		kind: "refused",
		message: `${said} the head of pull request #${number} is in ${repository === null ? "a fork that is gone" : `the fork ${require_identity.quote(repository)}`}, which this run cannot push to. Check it out with "ref: refs/pull/${number}/head" and write "push: none".`
	};
	return go(headRef, headRef);
}
function wrongBranch(request, branch) {
	const { context } = request;
	const { pull_request: pullRequest, event } = context.run;
	const isHead = pullRequest !== null && pullRequest.head_ref === branch && isOwnHead(request, pullRequest);
	if (pullRequest !== null && !isHead) {
		const head = pullRequest.head_ref === null ? "" : `, whose head is ${require_identity.quote(headName(request, pullRequest))}`;
		return `this run belongs to pull request #${pullRequest.number}${head}, but ${require_identity.quote(branch)} is checked out`;
	}
	const isDefault = branch === (context.defaultBranch ?? context.refName);
	return isAnybodys(event) && isDefault ? `under ${event} the default branch ${require_identity.quote(branch)} is checked out` : null;
}
function wrongDetached({ run, sha }, head) {
	return isAnybodys(run.event) && head.sha !== null && head.sha === sha && head.sha !== run.pull_request?.head_sha ? `under ${run.event} the default branch is checked out, by its commit` : null;
}
function refused(reason, request) {
	const { pull_request: pullRequest } = request.context.run;
	const named = request.head.branch === null ? "\"branch: NAME\"" : `"branch: ${request.head.branch}" if that is meant`;
	return {
		kind: "refused",
		message: `The agent was not started: ${reason}, and its work would be pushed there. Write ${pullRequest !== null && (pullRequest.head_ref === null || isOwnHead(request, pullRequest)) ? `"branch: ${PULL_REQUEST_BRANCH}" to work on the pull request, ${named}` : `"branch: NAME" with the branch to work on, new or not`}, or "push: none".`
	};
}
function detachedBranch(request) {
	const { pull_request: pullRequest } = request.context.run;
	return pullRequest === null || pullRequest.head_ref === null ? null : headName(request, pullRequest);
}
function headName({ context, remoteRepository }, pullRequest) {
	return headBranch(pullRequest, remoteRepository ?? context.repository) ?? "";
}
function detachedWarning(request) {
	const { context } = request;
	const { pull_request: pullRequest, event } = context.run;
	if (isForkRun(context)) return null;
	if (pullRequest === null || pullRequest.head_ref === null) return "HEAD is detached and stands for no branch, so the work will be pinned, not pushed. Check out a branch, or write \"branch: NAME\".";
	if (!isOwnHead(request, pullRequest)) return `The head of pull request #${pullRequest.number} is in a fork, so the work will be pinned, not pushed.`;
	const what = isMergeRef(context.ref) ? `the merge of pull request #${pullRequest.number}` : "detached";
	const ref = event === "pull_request" || event === "pull_request_target" ? `"with: ref: \${{ github.head_ref }}" at actions/checkout` : `"branch: ${PULL_REQUEST_BRANCH}"`;
	return `HEAD is ${what}, so the work will be pinned, not pushed to ${require_identity.quote(pullRequest.head_ref)}. To have it pushed, write ${ref}.`;
}
function isMergeRef(ref) {
	return ref !== null && /^refs\/pull\/\d+\/merge$/.test(ref);
}
function isOwnHead({ context, remoteRepository }, pullRequest) {
	return isHeadIn(pullRequest, remoteRepository ?? context.repository);
}
function isHeadIn(pullRequest, repository) {
	return repository !== null && pullRequest.head_repository?.toLowerCase() === repository.toLowerCase();
}
function go(switchTo, branchToRecord) {
	return {
		kind: "go",
		switchTo,
		branchToRecord,
		warnings: []
	};
}
Object.defineProperty(exports, "decideWorkplace", {
	enumerable: true,
	get: function() {
		return decideWorkplace;
	}
});
Object.defineProperty(exports, "headBranch", {
	enumerable: true,
	get: function() {
		return headBranch;
	}
});
Object.defineProperty(exports, "isAnybodys", {
	enumerable: true,
	get: function() {
		return isAnybodys;
	}
});
Object.defineProperty(exports, "isForkRun", {
	enumerable: true,
	get: function() {
		return isForkRun;
	}
});
Object.defineProperty(exports, "needsPullRequestHead", {
	enumerable: true,
	get: function() {
		return needsPullRequestHead;
	}
});
Object.defineProperty(exports, "needsWriteCheck", {
	enumerable: true,
	get: function() {
		return needsWriteCheck;
	}
});
Object.defineProperty(exports, "withPullRequest", {
	enumerable: true,
	get: function() {
		return withPullRequest;
	}
});
