let node_fs = require("node:fs");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_left_out = require("./left-out.js");
const require_pin_refs = require("./pin-refs.js");
const require_open = require("./open.js");
const require_cli = require("./cli.js");
const require_place = require("./place.js");
const require_progress = require("./progress.js");
// src/cli/open-history.ts
async function withHistory(context, named, options, use, purpose = "show") {
	const place = await require_place.findPlace(context, named, options, {
		directory: context.cwd,
		needsRepository: false
	});
	const check = () => {
		if (options.db === void 0 || (0, node_fs.existsSync)(place.dbPath)) return;
		throw new require_errors.InputError("bad-input", `--db is ${require_identity.quote(options.db)}, and there is no such file. Name a steps.db.`);
	};
	const prepareAndUse = async (opened) => {
		const { history, repository } = opened;
		if (place.storeName === "file") await settlePlace(context, history);
		else await publishWaiting(context, history);
		if (repository !== null && (await repository.localRefs(require_pin_refs.movingPrefix(place.slug))).size > 0) {
			const { finishMoves } = await Promise.resolve().then(() => require("./finish-moves.js")).then((n) => n.finish_moves_exports);
			await finishMoves({
				repository,
				slug: place.slug,
				warn: (message) => require_cli.say(context, `warning: ${message}`)
			});
		}
		await use(opened);
		for (const sentence of require_left_out.leftOutSentences(await history.countLeftOut())) require_cli.say(context, `warning: ${sentence}`);
	};
	await withOpened(context, place, purpose, prepareAndUse, check);
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
function describePlace({ storeName, dbPath, slug, repository }) {
	if (storeName === "file") return dbPath;
	const remote = repository?.remote ?? null;
	return `${require_open.ledgerRef(slug)} at ${remote?.repository ?? "the remote"}`;
}
async function openPlace(context, place, purpose) {
	const { createPlaceStore } = await Promise.resolve().then(() => require("./create-store2.js"));
	const store = await createPlaceStore(context, place, purpose);
	const history = await require_progress.withProgress(context, "reading the history", () => store.open());
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
