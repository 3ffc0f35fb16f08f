const require_core = require("./core.js");
const require_text = require("./text.js");
const require_identity = require("./identity.js");
let node_crypto = require("node:crypto");
// src/action/log.ts
const actionLog = {
	info: (message) => require_core.info(require_text.toPlainLines(message)),
	notice: (message) => require_core.notice(message),
	warn: (message) => require_core.warning(message)
};
async function runAction(story) {
	try {
		await story();
	} catch (error) {
		require_core.setFailed(require_text.tellError(error));
	}
}
// src/action/run-state.ts
const FOLDER = "run-folder";
const UID = "step-uid";
const KEY = "key-id";
const FINISHED = "finished";
let ownKey = null;
function jobKey(env) {
	ownKey ??= (0, node_crypto.randomBytes)(32).toString("hex");
	return env.ACTIONS_RUNTIME_TOKEN || ownKey;
}
function saveRunState(key, folder, uid) {
	require_core.saveState(FOLDER, folder);
	require_core.saveState(UID, uid);
	require_core.saveState(KEY, keyId(key));
}
function saveFinished(key, uid) {
	require_core.saveState(FINISHED, finishedSeal(key, uid));
}
function readRunState(key) {
	const [folder, uid, finished] = [
		require_core.getState(FOLDER),
		require_core.getState(UID),
		require_core.getState(FINISHED)
	];
	if (folder === "" || !require_identity.isUid(uid)) return null;
	const hasKey = isSame(require_core.getState(KEY), keyId(key));
	return {
		folder,
		uid,
		hasKey,
		isFinished: hasKey ? isSame(finished, finishedSeal(key, uid)) : finished !== ""
	};
}
function keyId(key) {
	return hmac(key, "key");
}
function finishedSeal(key, uid) {
	return hmac(key, `finished ${uid}`);
}
function hmac(key, text) {
	return (0, node_crypto.createHmac)("sha256", key).update(text).digest("hex");
}
function isSame(a, b) {
	return a.length === b.length && (0, node_crypto.timingSafeEqual)(Buffer.from(a), Buffer.from(b));
}
Object.defineProperty(exports, "actionLog", {
	enumerable: true,
	get: function() {
		return actionLog;
	}
});
Object.defineProperty(exports, "jobKey", {
	enumerable: true,
	get: function() {
		return jobKey;
	}
});
Object.defineProperty(exports, "readRunState", {
	enumerable: true,
	get: function() {
		return readRunState;
	}
});
Object.defineProperty(exports, "runAction", {
	enumerable: true,
	get: function() {
		return runAction;
	}
});
Object.defineProperty(exports, "saveFinished", {
	enumerable: true,
	get: function() {
		return saveFinished;
	}
});
Object.defineProperty(exports, "saveRunState", {
	enumerable: true,
	get: function() {
		return saveRunState;
	}
});
