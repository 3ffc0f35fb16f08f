const require_identity = require("./identity.js");
// src/domain/pin-refs.ts
const PINS = "refs/laforge/pins";
const DROPPED = "refs/laforge/dropped";
const MOVING = "refs/laforge/moving";
const STEP = "step-";
const CHECK = "check-";
const BESIDE = "beside-";
const PROPOSED = "proposed-";
function pinPrefix(slug) {
	return `${PINS}/${slug}/`;
}
function pinPatterns(slug) {
	return [`${pinPrefix(slug)}*`, `${droppedPrefix(slug)}*`];
}
function rollbackPinRef(slug, uid) {
	return `${pinPrefix(slug)}${uid}`;
}
function stepPinRef(slug, uid) {
	return `${pinPrefix(slug)}${STEP}${uid}`;
}
function checkPinRef(slug, uid) {
	return `${pinPrefix(slug)}${CHECK}${uid}`;
}
function besidePinRef(slug, uid) {
	return `${pinPrefix(slug)}${BESIDE}${uid}`;
}
function proposalPinRef(slug, uid) {
	return `${pinPrefix(slug)}${PROPOSED}${uid}`;
}
function proposalOfPin(ref, slug) {
	return uidBehind(ref, `${pinPrefix(slug)}${PROPOSED}`);
}
function rollbackOfPin(ref, slug) {
	return uidBehind(ref, pinPrefix(slug));
}
function stepOfPin(ref, slug) {
	return uidBehind(ref, `${pinPrefix(slug)}${STEP}`);
}
function checkOfPin(ref, slug) {
	return uidBehind(ref, `${pinPrefix(slug)}${CHECK}`);
}
function besideOfPin(ref, slug) {
	return uidBehind(ref, `${pinPrefix(slug)}${BESIDE}`);
}
function droppedPrefix(slug) {
	return `${DROPPED}/${slug}/`;
}
function droppedRef(pinRef) {
	return pinRef.replace(PINS, DROPPED);
}
function rollbackOfDropped(ref, slug) {
	return uidBehind(ref, droppedPrefix(slug));
}
function movingPrefix(slug) {
	return `${MOVING}/${slug}/`;
}
function movingRef(pinRef) {
	return pinRef.replace(PINS, MOVING);
}
function uidBehind(ref, prefix) {
	const uid = ref.startsWith(prefix) ? ref.slice(prefix.length) : "";
	return require_identity.isUid(uid) ? uid : void 0;
}
function pinFolder(pinRef) {
	return pinRef.slice(0, pinRef.lastIndexOf("/") + 1);
}
Object.defineProperty(exports, "besideOfPin", {
	enumerable: true,
	get: function() {
		return besideOfPin;
	}
});
Object.defineProperty(exports, "besidePinRef", {
	enumerable: true,
	get: function() {
		return besidePinRef;
	}
});
Object.defineProperty(exports, "checkOfPin", {
	enumerable: true,
	get: function() {
		return checkOfPin;
	}
});
Object.defineProperty(exports, "checkPinRef", {
	enumerable: true,
	get: function() {
		return checkPinRef;
	}
});
Object.defineProperty(exports, "droppedPrefix", {
	enumerable: true,
	get: function() {
		return droppedPrefix;
	}
});
Object.defineProperty(exports, "droppedRef", {
	enumerable: true,
	get: function() {
		return droppedRef;
	}
});
Object.defineProperty(exports, "movingPrefix", {
	enumerable: true,
	get: function() {
		return movingPrefix;
	}
});
Object.defineProperty(exports, "movingRef", {
	enumerable: true,
	get: function() {
		return movingRef;
	}
});
Object.defineProperty(exports, "pinFolder", {
	enumerable: true,
	get: function() {
		return pinFolder;
	}
});
Object.defineProperty(exports, "pinPatterns", {
	enumerable: true,
	get: function() {
		return pinPatterns;
	}
});
Object.defineProperty(exports, "pinPrefix", {
	enumerable: true,
	get: function() {
		return pinPrefix;
	}
});
Object.defineProperty(exports, "proposalOfPin", {
	enumerable: true,
	get: function() {
		return proposalOfPin;
	}
});
Object.defineProperty(exports, "proposalPinRef", {
	enumerable: true,
	get: function() {
		return proposalPinRef;
	}
});
Object.defineProperty(exports, "rollbackOfDropped", {
	enumerable: true,
	get: function() {
		return rollbackOfDropped;
	}
});
Object.defineProperty(exports, "rollbackOfPin", {
	enumerable: true,
	get: function() {
		return rollbackOfPin;
	}
});
Object.defineProperty(exports, "rollbackPinRef", {
	enumerable: true,
	get: function() {
		return rollbackPinRef;
	}
});
Object.defineProperty(exports, "stepOfPin", {
	enumerable: true,
	get: function() {
		return stepOfPin;
	}
});
Object.defineProperty(exports, "stepPinRef", {
	enumerable: true,
	get: function() {
		return stepPinRef;
	}
});
