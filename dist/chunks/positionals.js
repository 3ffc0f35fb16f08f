const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_pin_refs = require("./pin-refs.js");
const require_cli = require("./cli.js");
const require_place = require("./place.js");
const require_progress = require("./progress.js");
let node_fs = require("node:fs");
// src/cli/open-history.ts
async function openHistory(context, named, options) {
	const place = await require_place.findPlace(context, named, options, {
		directory: context.cwd,
		needsRepository: false
	});
	if (options.db !== void 0 && !(0, node_fs.existsSync)(place.dbPath)) {
		await place.repository?.close();
		throw new require_errors.InputError("bad-input", `--db is ${require_identity.quote(options.db)}, and there is no such file. Name a steps.db.`);
	}
	const history = await openPlace(context, place, "read");
	if (place.storeName === "file") await settlePlace(context, history);
	else await publishWaiting(context, history);
	if (place.repository !== null && (await place.repository.localRefs(require_pin_refs.movingPrefix(place.slug))).size > 0) {
		const { finishMoves } = await Promise.resolve().then(() => require("./finish-moves.js")).then((n) => n.finish_moves_exports);
		const warn = (message) => require_cli.say(context, `warning: ${message}`);
		await finishMoves({
			repository: place.repository,
			slug: place.slug,
			warn
		});
	}
	return {
		...place,
		history,
		where: history.dbPath ?? `the store ${place.storeName}`,
		close: async () => {
			await history.close();
			await place.repository?.close();
		}
	};
}
async function openHistoryHere(context, named, options, purpose = "read") {
	const place = await require_place.findPlace(context, named, options, {
		directory: context.cwd,
		needsRepository: true
	});
	const { repository } = place;
	if (repository === null) throw new require_errors.InputError("not-a-work-tree", `${context.cwd} is in no git work tree.`);
	const history = await openPlace(context, place, purpose);
	return {
		...place,
		repository,
		history,
		where: history.dbPath ?? `the store ${place.storeName}`,
		close: async () => {
			await history.close();
			await repository.close();
		}
	};
}
async function openPlace(context, place, purpose) {
	try {
		const { createPlaceStore } = await Promise.resolve().then(() => require("./create-store.js"));
		const store = await createPlaceStore(context, place, purpose);
		const history = await require_progress.withProgress(context, "reading the history", () => store.open());
		for (const warning of history.warnings) require_cli.say(context, `warning: ${warning}`);
		const { condition } = history;
		if (condition.kind === "unreadable") {
			await history.close();
			throw new require_errors.StoreError("unreadable", `The history of project ${place.project.id} could not be read: ${condition.reason}`);
		}
		if (condition.kind === "expired") require_cli.say(context, `warning: the history has expired in its store${condition.lastSavedAt === null ? "" : ` (last saved ${condition.lastSavedAt})`}.`);
		return history;
	} catch (error) {
		await place.repository?.close();
		throw error;
	}
}
async function publishWaiting(context, history) {
	const publication = await history.publish();
	if (publication.kind === "waiting" || publication.kind === "kept") {
		const reason = publication.reason.replace(/[.\s]*$/, "");
		require_cli.say(context, `warning: A record of an earlier step still waits to be published: ${reason}. It is in ${publication.where}.`);
	}
}
async function settlePlace(context, history) {
	const [{ settleRunning }, { processProof }] = await Promise.all([Promise.resolve().then(() => require("./settle-running.js")).then((n) => n.settle_running_exports), Promise.resolve().then(() => require("./process-info.js")).then((n) => n.process_info_exports)]);
	const inform = (message) => require_cli.say(context, message);
	await settleRunning({
		history,
		proofs: [processProof],
		inform
	}, { own: null });
}
// src/cli/positionals.ts
function readProject(args, option) {
	refuseMore(args, 1);
	return { project: sameProject(args[0], option) };
}
function readStep(args, option) {
	refuseMore(args, 2);
	const name = args.at(-1);
	if (name === void 0) throw new require_errors.InputError("bad-input", "No step is named. Give its number, such as 3 (laforge steps lists them).");
	return {
		project: sameProject(args.length > 1 ? args[0] : void 0, option),
		step: require_identity.parseStepRef(name, "The step id")
	};
}
function readRollback(args, option) {
	refuseMore(args, 2);
	const [first, second] = args;
	if (second !== void 0) return {
		project: sameProject(first, option),
		rollback: require_identity.parseRollbackRef(second, WHAT_ROLLBACK)
	};
	if (first === void 0) return {
		project: sameProject(void 0, option),
		rollback: null
	};
	if (option !== void 0 || require_identity.looksLikeStepNumber(first) || readsAsRollback(first)) return {
		project: sameProject(void 0, option),
		rollback: require_identity.parseRollbackRef(first, WHAT_ROLLBACK)
	};
	return {
		project: first,
		rollback: null
	};
}
function readPins(args, option) {
	const [first, ...rest] = args;
	const hasProject = first !== void 0 && option === void 0 && !readsAsPin(first);
	const names = hasProject ? rest : args;
	if (names.length === 0) throw new require_errors.InputError("bad-input", "No pin is named. Give its name, such as R2 or S7 (laforge pins lists them).");
	const odd = names.find((name) => !readsAsPin(name));
	if (odd !== void 0) throw new require_errors.InputError("bad-input", `${require_identity.quote(odd)} names no pin. Use R2, S7, a uid or the first 8 or more characters of it, or a whole ref (laforge pins lists them).`);
	return {
		project: hasProject ? first : option ?? null,
		names
	};
}
function readsAsPin(name) {
	if (name.startsWith("refs/")) return true;
	const plain = name.replace(/^step-(?=[0-9a-f]{8})/, "");
	return [require_identity.parseStepRef, require_identity.parseRollbackRef].some((parse) => {
		try {
			parse(plain, "");
			return true;
		} catch {
			return false;
		}
	});
}
const WHAT_ROLLBACK = "The rollback id";
function readsAsRollback(text) {
	try {
		require_identity.parseRollbackRef(text, WHAT_ROLLBACK);
		return true;
	} catch {
		return false;
	}
}
function sameProject(positional, option) {
	if (positional !== void 0 && option !== void 0 && positional !== option) throw new require_errors.InputError("bad-input", `Two projects are named, ${require_identity.quote(positional)} and ${require_identity.quote(option)} (--project). Name one.`);
	return positional ?? option ?? null;
}
function refuseMore(args, most) {
	const extra = args[most];
	if (extra !== void 0) throw new require_errors.InputError("bad-input", `${require_identity.quote(extra)} is one argument too many.`);
}
Object.defineProperty(exports, "openHistory", {
	enumerable: true,
	get: function() {
		return openHistory;
	}
});
Object.defineProperty(exports, "openHistoryHere", {
	enumerable: true,
	get: function() {
		return openHistoryHere;
	}
});
Object.defineProperty(exports, "openPlace", {
	enumerable: true,
	get: function() {
		return openPlace;
	}
});
Object.defineProperty(exports, "readPins", {
	enumerable: true,
	get: function() {
		return readPins;
	}
});
Object.defineProperty(exports, "readProject", {
	enumerable: true,
	get: function() {
		return readProject;
	}
});
Object.defineProperty(exports, "readRollback", {
	enumerable: true,
	get: function() {
		return readRollback;
	}
});
Object.defineProperty(exports, "readStep", {
	enumerable: true,
	get: function() {
		return readStep;
	}
});
Object.defineProperty(exports, "settlePlace", {
	enumerable: true,
	get: function() {
		return settlePlace;
	}
});
