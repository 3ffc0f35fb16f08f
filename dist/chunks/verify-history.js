(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_local_ledger = require("./local-ledger.js");
const require_tip = require("./tip.js");
// src/stores/git/verify-history.ts
const AT_ONCE = 256;
const FINDINGS_TOLD = 20;
async function verifyGitHistory(deps, slug, folder) {
	const { objects, remote, copies } = deps;
	const seen = await copies?.known() ?? null;
	const tips = await objects.fetchTips([require_action_run_steps.ledgerRef(slug), require_action_run_steps.fragmentRef(slug, "*")]);
	const sha = tips.get(require_action_run_steps.ledgerRef(slug));
	if (sha === void 0) {
		const lost = await require_local_ledger.tellLost(seen, {
			objects,
			slug,
			remote,
			tip: null,
			lookBack: 0
		});
		return lost === null ? null : {
			findings: [lost],
			ledgerPath: null,
			records: 0,
			waiting: tips.size
		};
	}
	const waiting = tips.size - 1;
	const findings = [];
	let tip = null;
	let ledgerPath = null;
	const local = require_local_ledger.openLocalLedger(deps, (0, node_path.join)(folder, require_action_run_steps.LEDGER_FILE));
	try {
		tip = await require_tip.readTip(objects, sha);
		await findInChain(objects, tip, findings);
		const lost = await require_local_ledger.tellLost(seen, {
			objects,
			slug,
			remote,
			tip,
			lookBack: tip.meta.records
		});
		if (lost !== null) findings.push(lost);
		const ledger = await local.at(tip);
		ledgerPath = ledger.path;
		for (const { n, reason } of local.setAside.slice(0, FINDINGS_TOLD)) findings.push(`record ${n} cannot be read and is left out (${reason})`);
		await findInHeads(objects, tip, ledger, findings);
		findInRecent(tip, ledger, findings);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.StoreError)) throw error;
		findings.push(error.message);
	} finally {
		local.close();
	}
	return {
		findings,
		ledgerPath,
		records: tip?.meta.records ?? 0,
		waiting
	};
}
async function findInChain(objects, tip, findings) {
	const { records, segmentSize } = tip.meta;
	const shas = (await objects.commitsFrom(tip.sha, records + 1)).toReversed();
	if (shas.length !== records) {
		findings.push(`${shas.length} commits lead to ${tip.sha}, and its meta.json counts ${records}`);
		return;
	}
	const segments = require_tip.countSegments(tip.meta);
	await findInFolders(objects, tip, segments, findings);
	if (segments > 0) await require_tip.fetchSegments(objects, tip);
	let parent = null;
	let lines = [];
	for (let from = 0; from < records; from += AT_ONCE) {
		const some = shas.slice(from, from + AT_ONCE);
		const found = await objects.read(some, require_tip.MAX_HISTORY_BYTES);
		for (const [index, object] of found.entries()) {
			const n = from + index + 1;
			if (object === null) {
				findings.push(`record ${n}, the commit ${some[index]}, cannot be read`);
				return;
			}
			const commit = require_tip.parseCommit(object);
			if (commit.n !== null && commit.n !== n) findings.push(`the commit ${object.sha} is record ${commit.n} in place of ${n}`);
			if (commit.parents.join(" ") !== (parent ?? "")) findings.push(`record ${n} does not follow record ${n - 1} alone`);
			if (findings.length >= FINDINGS_TOLD) return;
			parent = object.sha;
			lines.push(commit.line);
			if (n % segmentSize !== 0) continue;
			await compareSegment(objects, tip, n / segmentSize - 1, lines, findings);
			lines = [];
		}
	}
}
async function compareSegment(objects, tip, index, lines, findings) {
	const differing = (await require_tip.readSegments(objects, tip, [index])).findIndex(({ line }, at) => line !== lines[at]);
	if (differing < 0) return;
	const n = index * tip.meta.segmentSize + differing + 1;
	findings.push(`segment ${index} says of record ${n} what its commit does not say`);
}
async function findInFolders(objects, tip, segments, findings) {
	const expected = new Set(Array.from({ length: segments }, (_, index) => `${index}.ndjson.gz`));
	const odd = (await require_tip.listSegments(objects, tip)).find((name) => !expected.delete(name));
	if (odd !== void 0) findings.push(`the tip has a segment ${odd}, which belongs to no records`);
	const [missing] = expected;
	if (missing !== void 0) findings.push(`the tip has lost the segment ${missing}`);
}
async function findInHeads(objects, tip, ledger, findings) {
	const heads = require_local_ledger.openHeads(objects, tip.sha);
	const ofSteps = ledger.listSteps().map(({ branch }) => branch);
	for (const branch of new Set([...ofSteps, ...await require_local_ledger.listHeads(objects, tip.sha)])) {
		const said = await heads.latest(branch);
		if (said === void 0) continue;
		const step = ledger.getLatestActiveStep(void 0, branch);
		if ((said?.uid ?? null) === (step?.uid ?? null) && (said?.id ?? null) === (step?.id ?? null)) continue;
		const is = step === void 0 ? "none" : `step ${step.id}`;
		findings.push(`the latest active step of ${branch ?? "no branch"} is ${is}, and the tip's heads say ${said === null ? "none" : `step ${said.id}`}`);
		if (findings.length >= FINDINGS_TOLD) return;
	}
}
function findInRecent(tip, ledger, findings) {
	if (ledger.listRollbacks({ limit: 64 }).map(({ uid }) => uid).toReversed().join(" ") === tip.meta.recentRollbacks.join(" ")) return;
	findings.push("the tip's meta.json names other recent rollbacks than the records");
}
exports.verifyGitHistory = verifyGitHistory;
});
