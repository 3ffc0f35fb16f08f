// src/system/system-clock.ts
var system_clock_exports = require("./rolldown-runtime.js").__exportAll({ systemClock: () => systemClock });
const systemClock = { now: () => new Date() };
Object.defineProperty(exports, "systemClock", {
	enumerable: true,
	get: function() {
		return systemClock;
	}
});
Object.defineProperty(exports, "system_clock_exports", {
	enumerable: true,
	get: function() {
		return system_clock_exports;
	}
});
