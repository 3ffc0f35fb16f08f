// src/domain/commit-owners.ts
function tellCommits(commits, origins) {
	const own = [];
	const foreign = [];
	for (const commit of commits) {
		const { sha, subject } = commit;
		const reason = whyForeign(sha, origins);
		if (reason === null) own.push(commit);
		else foreign.push({
			sha,
			subject,
			reason
		});
	}
	return {
		own,
		foreign
	};
}
function whyForeign(sha, origins) {
	if (sha === origins.kept) return null;
	if (origins.isShared && !origins.known.has(sha)) return "shared-work-tree";
	if (origins.known.has(sha)) return "known";
	if (origins.madeElsewhere.has(sha)) return "other-work-tree";
	if (origins.made.has(sha)) return null;
	if (origins.madeLater.has(sha)) return "after-agent";
	if (origins.fetched.has(sha)) return "fetched";
	if (origins.atRemote?.has(sha)) return "at-remote";
	if (!origins.hasFetched) return null;
	return origins.atRemote === null ? "not-asked" : "unclear";
}
const REASONS = {
	known: (step) => `here before ${step} began`,
	fetched: (step) => `fetched while ${step} ran`,
	"at-remote": (step) => `at the remote when ${step} ended, and nothing shows that it was made here`,
	"not-asked": (step) => `perhaps fetched while ${step} ran, since the remote could not be asked`,
	unclear: (step) => `perhaps fetched while ${step} ran, since nothing shows that it was made here`,
	"other-work-tree": (step) => `made in another work tree while ${step} ran`,
	"shared-work-tree": (step) => `made while ${step} shared its work tree with another step`,
	"after-agent": (step) => `made after the agent of ${step} had ended`
};
function sayForeign(reason, step) {
	const say = Object.entries(REASONS).find(([word]) => word === reason)?.[1];
	return say === void 0 ? `not made by ${step}` : say(step);
}
function findOwners(commits, steps) {
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	const owners = new Map();
	for (const step of steps) for (const sha of recordedCommits(step, bySha)) if (bySha.has(sha) && !owners.has(sha)) owners.set(sha, step);
	return owners;
}
function recordedCommits(step, bySha) {
	const { changes, startTime, endTime } = step;
	if (changes === null) {
		const [start, end] = [Math.floor(Date.parse(startTime) / 1e3) * 1e3, Date.parse(endTime ?? "")];
		const time = (sha) => Date.parse(bySha.get(sha)?.committedAt ?? "");
		return commitsBetween(step, bySha).filter((sha) => time(sha) >= start && time(sha) <= end);
	}
	const listed = changes.own_commits.map((commit) => commit.sha);
	const foreign = changes.foreign_commits ?? [];
	if (!(changes.own_commit_count > listed.length) || (changes.foreign_commit_count ?? 0) > foreign.length) return listed;
	const others = new Set(foreign.map(({ sha }) => sha));
	return [...listed, ...commitsBetween(step, bySha).filter((sha) => !others.has(sha))];
}
function commitsBetween(step, bySha) {
	const old = reachableFrom(step.commitShaBefore, bySha);
	return [...reachableFrom(step.commitShaAfter, bySha)].filter((sha) => !old.has(sha));
}
function reachableFrom(start, bySha) {
	const found = new Set();
	const queue = start === null ? [] : [start];
	for (let sha = queue.pop(); sha !== void 0; sha = queue.pop()) {
		const commit = bySha.get(sha);
		if (commit === void 0 || found.has(sha)) continue;
		found.add(sha);
		queue.push(...commit.parents);
	}
	return found;
}
Object.defineProperty(exports, "findOwners", {
	enumerable: true,
	get: function() {
		return findOwners;
	}
});
Object.defineProperty(exports, "sayForeign", {
	enumerable: true,
	get: function() {
		return sayForeign;
	}
});
Object.defineProperty(exports, "tellCommits", {
	enumerable: true,
	get: function() {
		return tellCommits;
	}
});
