(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_steps = require("./action-steps.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_terminal = require("./terminal.js");
// src/cli/open-history.ts
async function withHistory(context, named, options, use, purpose = "show") {
	const { warn } = require_help_run_steps.createLog(context);
	await require_run_steps.withPlace(context, named, options, async (asked) => {
		const copy = isMissing(asked) ? require_action_run_steps.loadedCopy(asked.project) : null;
		const place = copy === null ? asked : {
			...asked,
			dbPath: copy
		};
		const { project, slug, repository } = place;
		checkFile(place, options);
		await withOpened(context, place, purpose, async (opened) => {
			const { history } = opened;
			if (copy !== null) {
				const since = (0, node_fs.statSync)(copy).mtime.toISOString();
				require_help_run_steps.say(context, `The history of ${project.id} is at a remote. This is the copy of it that was loaded ${since}; --store git in a clone shows it as it is now.`);
			} else if (place.storeName === "file") await markInterruptedSteps(context, history);
			else await publishWaiting(context, history);
			if (repository !== null && (await repository.localRefs(require_action_run_steps.movingPrefix(slug))).size > 0) {
				const { finishMoves } = await Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.finish_moves_exports);
				await finishMoves({
					repository,
					warn
				}, slug);
			}
			await use(opened);
			const verify = require_run_steps.forSameHistory("laforge verify", named, options);
			for (const sentence of await require_action_steps.sayLeftOut(history, verify)) warn(sentence);
		});
	});
}
async function withStep(context, args, options, use) {
	const { project, step: ref } = require_arguments.readStep(args, options);
	await withHistory(context, project, options, async (opened) => {
		const lookup = await opened.history.getStep(ref);
		await use(opened, {
			step: require_action_run_steps.foundStep(lookup, ref, opened.project.id, require_run_steps.wordsFor(project, options)),
			contestedBy: lookup.kind === "contested" ? lookup.uids : [],
			lookAgain: () => findStep(opened, ref, options)
		});
	});
}
async function findStep({ history, project, named }, ref, options) {
	return require_action_run_steps.foundStep(await history.getStep(ref), ref, project.id, require_run_steps.wordsFor(named ? project.id : null, options));
}
async function withHistoryHere(context, named, options, purpose, use) {
	return await require_run_steps.withPlaceHere(context, named, options, (place) => {
		checkFile(place, options);
		return withOpened(context, place, purpose, use);
	});
}
function checkFile(place, { db }) {
	if (db !== void 0 && require_action_post_help_run_steps.hasNoFile(place.dbPath) && !require_run_steps.waitsForHistory(place)) throw require_action_post_help_run_steps.badInput(`--db is ${require_action_post_help_run_steps.quote(db)}, and there is no such file. Name a steps.db.`);
}
async function withOpened(context, place, purpose, use) {
	checkProject(context, place);
	const history = await openPlace(context, place, purpose);
	try {
		return await use({
			...place,
			history,
			where: describePlace(place)
		});
	} finally {
		await history.close();
	}
}
function checkProject(context, place) {
	const { project } = place;
	if (!isMissing(place)) return;
	if (require_action_run_steps.loadedCopy(project) !== null) throw require_action_post_help_run_steps.badInput(`The history of project ${require_action_post_help_run_steps.quote(project.id)} is at a remote. Work on it in a clone, with --store git.`);
	const near = require_action_help_run_steps.nearNames(project.id, require_action_run_steps.listProjects(context.env).flatMap((one) => one.ledger === require_action_run_steps.ledgerPath(one) ? [one.id] : []));
	const meant = near.length === 0 ? "" : ` Did you mean ${near.map(require_action_post_help_run_steps.quote).join(" or ")}?`;
	throw require_action_post_help_run_steps.badInput(`There is no project ${require_action_post_help_run_steps.quote(project.id)} on this machine.${meant} laforge projects lists them.`);
}
function isMissing(place) {
	const { named, project, storeName, dbPath } = place;
	if (!named || storeName !== "file" || dbPath !== require_action_run_steps.ledgerPath(project)) return false;
	return require_action_post_help_run_steps.hasNoFile(dbPath) && !(0, node_fs.existsSync)(require_action_run_steps.waitingFolder(project)) && !require_run_steps.waitsForHistory(place);
}
function describePlace({ storeName, dbPath, slug, repository }) {
	if (storeName === "file") return dbPath;
	const remote = repository?.remote ?? null;
	if (storeName === "postgres") return `${slug} of ${remote?.repository ?? "this repository"} in the database`;
	return `${require_action_run_steps.ledgerRef(slug)} at ${remote?.repository ?? "the remote"}`;
}
async function openPlace(context, place, purpose) {
	const { createPlaceStore } = await Promise.resolve().then(() => require("./run-steps.js")).then((n) => n.create_store_exports);
	const store = await createPlaceStore(context, place, purpose);
	const history = await require_terminal.withProgress(context, "reading the history", () => store.open());
	for (const warning of history.warnings) require_help_run_steps.createLog(context).warn(warning);
	const { condition } = history;
	if (condition.kind === "unreadable") {
		await history.close();
		const name = place.project.id;
		throw new require_action_post_help_run_steps.StoreError("unreadable", `The history of project ${name} could not be read: ${condition.reason}`);
	}
	if (condition.kind === "expired") {
		const since = condition.lastSavedAt === null ? "" : ` (last saved ${condition.lastSavedAt})`;
		require_help_run_steps.say(context, `warning: the history has expired in its store${since}.`);
	}
	return history;
}
async function publishWaiting(context, history) {
	const publication = await history.publish();
	if (publication.kind === "waiting" || publication.kind === "kept") {
		const reason = publication.reason.replace(/[.\s]*$/, "");
		require_help_run_steps.say(context, `warning: A record of an earlier step still waits to be published: ${reason}. It is in ${publication.where}.`);
	}
}
async function markInterruptedSteps(context, history) {
	const [{ markInterrupted }, { processProof }] = await Promise.all([Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.mark_interrupted_exports), Promise.resolve().then(() => require("./action-help-run-steps.js")).then((n) => n.process_info_exports)]);
	const inform = (message) => require_help_run_steps.say(context, message);
	await markInterrupted({
		history,
		proofs: [processProof],
		inform,
		words: require_action_run_steps.WORDINGS.cli
	}, { own: null });
}
Object.defineProperty(exports, "checkFile", {
	enumerable: true,
	get: function() {
		return checkFile;
	}
});
Object.defineProperty(exports, "describePlace", {
	enumerable: true,
	get: function() {
		return describePlace;
	}
});
Object.defineProperty(exports, "findStep", {
	enumerable: true,
	get: function() {
		return findStep;
	}
});
Object.defineProperty(exports, "markInterruptedSteps", {
	enumerable: true,
	get: function() {
		return markInterruptedSteps;
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
Object.defineProperty(exports, "withOpened", {
	enumerable: true,
	get: function() {
		return withOpened;
	}
});
Object.defineProperty(exports, "withStep", {
	enumerable: true,
	get: function() {
		return withStep;
	}
});
});
