let node_fs = require("node:fs");
const require_wordings = require("./wordings.js");
const require_errors = require("./errors.js");
const require_found_step = require("./found-step.js");
const require_identity = require("./identity.js");
const require_pin_refs = require("./pin-refs.js");
const require_records = require("./records.js");
const require_open = require("./open.js");
const require_projects = require("./projects.js");
const require_place = require("./place.js");
const require_cli = require("./cli.js");
const require_terminal = require("./terminal.js");
// src/cli/open-history.ts
async function withHistory(context, named, options, use, purpose = "show") {
	const asked = await require_place.findPlace(context, named, options, {
		directory: context.cwd,
		needsRepository: false
	});
	const copy = isMissing(asked) ? require_projects.loadedCopy(asked.project) : null;
	const place = copy === null ? asked : {
		...asked,
		dbPath: copy
	};
	const check = () => {
		if (options.db === void 0 || (0, node_fs.existsSync)(place.dbPath)) return;
		throw new require_errors.InputError("bad-input", `--db is ${require_identity.quote(options.db)}, and there is no such file. Name a steps.db.`);
	};
	const prepareAndUse = async (opened) => {
		const { history, repository } = opened;
		if (copy !== null) require_cli.say(context, sayCopy(place.project, copy));
		else if (place.storeName === "file") await settlePlace(context, history);
		else await publishWaiting(context, history);
		if (repository !== null && (await repository.localRefs(require_pin_refs.movingPrefix(place.slug))).size > 0) {
			const { finishMoves } = await Promise.resolve().then(() => require("./finish-moves.js")).then((n) => n.finish_moves_exports);
			await finishMoves({
				repository,
				warn: (message) => require_cli.say(context, `warning: ${message}`)
			}, place.slug);
		}
		await use(opened);
		for (const sentence of require_records.leftOutSentences(await history.countLeftOut())) require_cli.say(context, `warning: ${sentence}`);
	};
	await withOpened(context, place, purpose, prepareAndUse, check);
}
async function withStep(context, args, options, use) {
	const { project, step: ref } = require_place.readStep(args, options.project);
	await withHistory(context, project, options, async (opened) => {
		const lookup = await opened.history.findStep(ref);
		const found = (it) => require_found_step.foundStep(it, ref, opened.project.id, require_wordings.WORDINGS.cli);
		await use(opened, {
			step: found(lookup),
			contestedBy: lookup.kind === "contested" ? lookup.uids : [],
			lookAgain: async () => found(await opened.history.findStep(ref))
		});
	});
}
async function withHistoryHere(context, named, options, { purpose, check, use }) {
	const place = await require_place.findPlace(context, named, options, {
		directory: context.cwd,
		needsRepository: true
	});
	const { repository } = place;
	if (repository === null) throw new require_errors.InputError("not-a-work-tree", `${context.cwd} is in no git work tree.`);
	await withOpened(context, place, purpose, (opened) => use({
		...opened,
		repository
	}), check);
}
async function withOpened(context, place, purpose, use, check = () => {}) {
	try {
		check(place);
		checkProject(context, place);
		const history = await openPlace(context, place, purpose);
		try {
			await use({
				...place,
				history,
				where: describePlace(place)
			});
		} finally {
			await history.close();
		}
	} finally {
		await place.repository?.close();
	}
}
function checkProject(context, place) {
	const { project } = place;
	if (!isMissing(place)) return;
	if (require_projects.loadedCopy(project) !== null) throw new require_errors.InputError("bad-input", `The history of project ${require_identity.quote(project.id)} is at a remote. Work on it in a clone, with --store git.`);
	const near = nearNames(project.id, require_projects.listProjects(context.env).flatMap((one) => one.ledger === require_projects.ledgerPath(one) ? [one.id] : []));
	const meant = near.length === 0 ? "" : ` Did you mean ${near.map(require_identity.quote).join(" or ")}?`;
	throw new require_errors.InputError("bad-input", `There is no project ${require_identity.quote(project.id)} on this machine.${meant} laforge projects lists them.`);
}
function isMissing({ named, project, storeName, dbPath }) {
	if (!named || storeName !== "file" || dbPath !== require_projects.ledgerPath(project)) return false;
	return !(0, node_fs.existsSync)(dbPath) && !(0, node_fs.existsSync)(require_projects.waitingFolder(project));
}
function sayCopy(project, copy) {
	const since = (0, node_fs.statSync)(copy).mtime.toISOString();
	return `The history of ${project.id} is at a remote. This is the copy of it that was loaded ${since}; --store git in a clone shows it as it is now.`;
}
function describePlace({ storeName, dbPath, slug, repository }) {
	if (storeName === "file") return dbPath;
	const remote = repository?.remote ?? null;
	if (storeName === "postgres") return `${slug} of ${remote?.repository ?? "this repository"} in the database`;
	return `${require_open.ledgerRef(slug)} at ${remote?.repository ?? "the remote"}`;
}
async function openPlace(context, place, purpose) {
	const { createPlaceStore } = await Promise.resolve().then(() => require("./create-store2.js")).then((n) => n.create_store_exports);
	const store = await createPlaceStore(context, place, purpose);
	const history = await require_terminal.withProgress(context, "reading the history", () => store.open());
	for (const warning of history.warnings) require_cli.say(context, `warning: ${warning}`);
	const { condition } = history;
	if (condition.kind === "unreadable") {
		await history.close();
		const name = place.project.id;
		throw new require_errors.StoreError("unreadable", `The history of project ${name} could not be read: ${condition.reason}`);
	}
	if (condition.kind === "expired") {
		const since = condition.lastSavedAt === null ? "" : ` (last saved ${condition.lastSavedAt})`;
		require_cli.say(context, `warning: the history has expired in its store${since}.`);
	}
	return history;
}
async function publishWaiting(context, history) {
	const publication = await history.publish();
	if (publication.kind === "waiting" || publication.kind === "kept") {
		const reason = publication.reason.replace(/[.\s]*$/, "");
		require_cli.say(context, `warning: A record of an earlier step still waits to be published: ${reason}. It is in ${publication.where}.`);
	}
}
async function settlePlace(context, history) {
	const [{ markInterrupted }, { processProof }] = await Promise.all([Promise.resolve().then(() => require("./mark-interrupted.js")).then((n) => n.mark_interrupted_exports), Promise.resolve().then(() => require("./process-info.js")).then((n) => n.process_info_exports)]);
	const inform = (message) => require_cli.say(context, message);
	await markInterrupted({
		history,
		proofs: [processProof],
		inform
	}, { own: null });
}
const MOST_NAMES = 3;
function nearNames(name, names) {
	const wanted = name.toLowerCase();
	const most = Math.max(1, Math.floor(wanted.length / 4));
	return names.map((other) => ({
		other,
		apart: distance(wanted, other.toLowerCase())
	})).filter(({ other, apart }) => apart <= most || lastPart(other) === lastPart(name)).sort((a, b) => a.apart - b.apart).slice(0, MOST_NAMES).map(({ other }) => other);
}
function lastPart(name) {
	return name.toLowerCase().slice(name.lastIndexOf("/") + 1);
}
function distance(one, other) {
	let above = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (const [row, letter] of [...one].entries()) {
		const line = [row + 1];
		for (let at = 0; at < other.length; at++) {
			const changed = (above[at] ?? 0) + (other[at] === letter ? 0 : 1);
			line.push(Math.min(changed, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1));
		}
		above = line;
	}
	return above.at(-1) ?? 0;
}
Object.defineProperty(exports, "describePlace", {
	enumerable: true,
	get: function() {
		return describePlace;
	}
});
Object.defineProperty(exports, "settlePlace", {
	enumerable: true,
	get: function() {
		return settlePlace;
	}
});
Object.defineProperty(exports, "withHistory", {
	enumerable: true,
	get: function() {
		return withHistory;
	}
});
Object.defineProperty(exports, "withHistoryHere", {
	enumerable: true,
	get: function() {
		return withHistoryHere;
	}
});
Object.defineProperty(exports, "withStep", {
	enumerable: true,
	get: function() {
		return withStep;
	}
});
