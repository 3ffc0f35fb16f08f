const require_revert_plan = require("./revert-plan.js");
// src/usecases/rollback/find-reverts.ts
async function findReverts(repository, history, commits) {
	const found = new Map();
	if (commits.length === 0) return found;
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	for (const rollback of await history.listRollbacks()) {
		if (rollback.kind !== "revert" && rollback.kind !== "undo") continue;
		for (const sha of lineOf(rollback, bySha)) {
			const named = require_revert_plan.revertedBy(await repository.commitMessage(sha) ?? "");
			if ([rollback.undoes ?? "", ...rollback.stepUids].some((uid) => named.has(uid))) found.set(sha, rollback);
		}
	}
	return found;
}
function lineOf({ fromSha, toSha }, bySha) {
	const line = [];
	for (let sha = toSha; sha !== fromSha;) {
		const [parent, ...others] = (sha === null ? void 0 : bySha.get(sha))?.parents ?? [];
		if (sha === null || parent === void 0 || others.length > 0) return [];
		line.push(sha);
		sha = parent;
	}
	return line;
}
Object.defineProperty(exports, "findReverts", {
	enumerable: true,
	get: function() {
		return findReverts;
	}
});
